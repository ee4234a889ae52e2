using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Sessions;
using Ecommerce.UserService.Domain.Staff;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Postgres;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Features.Staff;

internal static class StaffEndpoints
{
    public static void MapStaff(this IEndpointRouteBuilder app)
    {
        var account = app.MapGroup("/users/{id:guid}").WithTags("Staff").RequirePermission(Permissions.UsersWrite);
        account.MapPut("/roles", SetRolesAsync).WithName("SetRoles").WithSummary("Sets the roles of an account")
            .RequireRecentAuthentication();
        account.MapPost("/disable", async (Guid id, Caller caller, StaffStore staff, CancellationToken cancellationToken)
            => ToResult(await staff.DisableAsync(caller, id, cancellationToken)))
            .WithName("DisableAccount").WithSummary("Disables an account and ends its sessions").RequireRecentAuthentication();
        account.MapPost("/enable", async (Guid id, Caller caller, StaffStore staff, CancellationToken cancellationToken)
            => ToResult(await staff.EnableAsync(caller, id, cancellationToken)))
            .WithName("EnableAccount").WithSummary("Enables an account").RequireRecentAuthentication();
        account.MapDelete("/two-factor", RemoveTwoFactorAsync)
            .WithName("RemoveTwoFactorOf").WithSummary("Turns two-factor sign-in of an account off, for an owner who has lost the codes")
            .RequireRecentAuthentication();
        account.MapDelete("/sessions", EndSessionsAsync).WithName("EndSessionsOf").WithSummary("Ends all sessions of an account");
        app.MapGet("/users/staff", ListStaffAsync).WithTags("Staff").RequirePermission(Permissions.UsersRead)
            .WithName("ListStaff").WithSummary("Accounts of staff, newest first");
        app.MapGet("/users/{id:guid}/sessions", ListSessionsAsync).WithTags("Staff").RequirePermission(Permissions.UsersRead)
            .WithName("ListSessionsOf").WithSummary("The sessions of an account, newest first");
    }

    private static async Task<Results<Ok<StaffPage>, ProblemHttpResult>> ListStaffAsync(
        string? after, int? limit, StaffDirectory directory, CancellationToken cancellationToken)
    {
        var (page, errors) = PageRequest.Read(after, limit);
        if (errors.TryGetProblem(out var refusal))
            return refusal;
        var (items, next) = page.Cut(await directory.ListAsync(page, cancellationToken), member => member.Id);
        return TypedResults.Ok(new StaffPage(items, next));
    }

    private static async Task<Results<Ok<SessionPage>, ProblemHttpResult>> ListSessionsAsync(
        Guid id, string? after, int? limit, Caller caller, SessionStore sessions, CancellationToken cancellationToken)
    {
        var (page, errors) = PageRequest.Read(after, limit);
        if (errors.TryGetProblem(out var refusal))
            return refusal;
        var (items, next) = page.Cut(
            await sessions.ListAsync(id, caller.SessionId, page, cancellationToken), session => session.Id);
        return TypedResults.Ok(new SessionPage(items, next));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveTwoFactorAsync(
        Guid id, Caller caller, StaffStore staff, CancellationToken cancellationToken)
        => await staff.RemoveTwoFactorAsync(caller, id, cancellationToken) is var verdict and not StaffVerdict.Done
            ? AccountProblems.Of(verdict)
            : TypedResults.NoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> EndSessionsAsync(
        Guid id, Caller caller, StaffStore staff, CancellationToken cancellationToken)
        => await staff.EndSessionsAsync(caller, id, cancellationToken) is var verdict and not StaffVerdict.Done
            ? AccountProblems.Of(verdict)
            : TypedResults.NoContent();

    private static async Task<Results<Ok<Account>, ProblemHttpResult>> SetRolesAsync(
        Guid id, RolesRequest request, Caller caller, StaffStore staff, CancellationToken cancellationToken)
        => request.Check().TryGetProblem(out var refusal)
            ? refusal
            : ToResult(await staff.SetRolesAsync(caller, id, request.Roles!, cancellationToken));

    private static Results<Ok<Account>, ProblemHttpResult> ToResult((StaffVerdict Verdict, Account? Account) change)
        => change.Account is { } account ? TypedResults.Ok(account) : AccountProblems.Of(change.Verdict);
}
