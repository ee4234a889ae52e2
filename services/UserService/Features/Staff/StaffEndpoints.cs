using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Staff;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Features.Staff;

internal static class StaffEndpoints
{
    public static void MapStaff(this IEndpointRouteBuilder app)
    {
        var account = app.MapGroup("/users/{id:guid}").WithTags("Staff").RequirePermission(Permissions.UsersWrite);
        account.MapPut("/roles", SetRolesAsync).WithName("SetRoles").WithSummary("Sets the roles of an account");
        account.MapPost("/disable", async (Guid id, Caller caller, StaffStore staff, CancellationToken cancellationToken)
            => ToResult(await staff.DisableAsync(caller, id, cancellationToken)))
            .WithName("DisableAccount").WithSummary("Disables an account and ends its sessions");
        account.MapPost("/enable", async (Guid id, Caller caller, StaffStore staff, CancellationToken cancellationToken)
            => ToResult(await staff.EnableAsync(caller, id, cancellationToken)))
            .WithName("EnableAccount").WithSummary("Enables an account");
    }

    private static async Task<Results<Ok<Account>, ProblemHttpResult>> SetRolesAsync(
        Guid id, RolesRequest request, Caller caller, StaffStore staff, CancellationToken cancellationToken)
        => request.Check().TryGetProblem(out var refusal)
            ? refusal
            : ToResult(await staff.SetRolesAsync(caller, id, request.Roles!, cancellationToken));

    private static Results<Ok<Account>, ProblemHttpResult> ToResult((StaffVerdict Verdict, Account? Account) change) => change switch
    {
        (StaffVerdict.Done, { } account) => TypedResults.Ok(account),
        (StaffVerdict.Guest, _) => AccountProblems.Guest(),
        (StaffVerdict.LastAdmin, _) => AccountProblems.LastAdmin(),
        (StaffVerdict.Forbidden, _) => Problems.Problem(
            StatusCodes.Status403Forbidden, "forbidden", "Forbidden.", "The caller may not change accounts any more."),
        _ => Problems.NotFound("account"),
    };
}
