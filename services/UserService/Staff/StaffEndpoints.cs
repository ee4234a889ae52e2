using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Accounts;
using Ecommerce.UserService.Callers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Staff;

internal static class StaffEndpoints
{
    public static void MapStaff(this IEndpointRouteBuilder app)
    {
        var account = app.MapGroup("/users/{id:guid}").WithTags("Staff").RequirePermission(Permissions.UsersWrite);
        account.MapPut("/roles", SetRolesAsync);
        account.MapPost("/disable", async (Guid id, Caller caller, StaffStore staff, CancellationToken cancellationToken)
            => Answer(await staff.DisableAsync(caller, id, cancellationToken)));
        account.MapPost("/enable", async (Guid id, Caller caller, StaffStore staff, CancellationToken cancellationToken)
            => Answer(await staff.EnableAsync(caller, id, cancellationToken)));
    }

    public static ProblemHttpResult LastAdmin() => Problems.Problem(
        StatusCodes.Status409Conflict, "last-admin", "This is the last account that may change accounts.", "Give another one the role first.");

    private static async Task<Results<Ok<Account>, ProblemHttpResult>> SetRolesAsync(
        Guid id, RolesRequest request, Caller caller, StaffStore staff, CancellationToken cancellationToken)
        => request.Check().Refusal(out var refusal)
            ? refusal
            : Answer(await staff.SetRolesAsync(caller, id, request.Roles!, cancellationToken));

    private static Results<Ok<Account>, ProblemHttpResult> Answer((StaffVerdict Verdict, Account? Account) change) => change switch
    {
        (StaffVerdict.Done, { } account) => TypedResults.Ok(account),
        (StaffVerdict.LastAdmin, _) => LastAdmin(),
        (StaffVerdict.Forbidden, _) => Problems.Problem(
            StatusCodes.Status403Forbidden, "forbidden", "Forbidden.", "The caller may not change accounts any more."),
        _ => Problems.NotFound("account"),
    };
}
