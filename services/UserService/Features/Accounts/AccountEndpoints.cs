using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Features.Accounts;

internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/users").WithTags("Accounts");
        users.MapPost("/", RegistrationEndpoint.RegisterAsync).WithName("Register").WithSummary("Creates an account").AllowAnonymous();
        users.MapGet("/me", GetOwnAsync).WithName("GetOwnAccount").WithSummary("The caller's account");
        users.MapGet("/{id:guid}", GetAsync).WithName("GetAccount").WithSummary("An account, for its owner and for staff");
        users.MapGet("/", ListAsync).WithName("ListAccounts").WithSummary("All accounts, newest first")
            .RequirePermission(Permissions.UsersRead);
    }

    private static Task<Results<Ok<Account>, ProblemHttpResult>> GetOwnAsync(
        Caller caller, AccountStore accounts, CancellationToken cancellationToken)
        => FindAsync(caller.UserId, accounts, cancellationToken);

    /// <summary>Others' accounts are not found, like those that do not exist.</summary>
    private static async Task<Results<Ok<Account>, ProblemHttpResult>> GetAsync(
        Guid id, Caller caller, AccountStore accounts, CancellationToken cancellationToken)
        => id == caller.UserId || caller.HasPermission(Permissions.UsersRead)
            ? await FindAsync(id, accounts, cancellationToken)
            : Problems.NotFound("account");

    private static async Task<Results<Ok<Account>, ProblemHttpResult>> FindAsync(
        Guid id, AccountStore accounts, CancellationToken cancellationToken)
        => await accounts.FindAsync(id, cancellationToken) is { } account
            ? TypedResults.Ok(account)
            : Problems.NotFound("account");

    private static async Task<Results<Ok<AccountPage>, ProblemHttpResult>> ListAsync(
        string? email, string? name, string? role, string? after, int? limit, AccountStore accounts, CancellationToken cancellationToken)
    {
        var (search, errors) = AccountQuery.Read(email, name, role, after, limit);
        if (errors.TryGetProblem(out var refusal))
            return refusal;
        var (items, next) = search.Page.Cut(await accounts.ListAsync(search, cancellationToken), account => account.Id);
        return TypedResults.Ok(new AccountPage(items, next));
    }
}
