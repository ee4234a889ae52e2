using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.Passwords;
using Ecommerce.UserService.Roles;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Accounts;

internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/users").WithTags("Accounts");
        users.MapPost("/", RegisterAsync).AllowAnonymous();
        users.MapGet("/me", MeAsync);
        users.MapGet("/{id:guid}", GetAsync);
        users.MapGet("/", ListAsync).RequirePermission(Permissions.UsersRead);
    }

    public static ProblemHttpResult EmailTaken()
        => Problems.Problem(StatusCodes.Status409Conflict, "email-taken", "There is an account with this email address.");

    private static async Task<Results<Created<Account>, ProblemHttpResult>> RegisterAsync(
        RegisterRequest request, Caller caller, AccountStore accounts, PasswordHasher hasher, TimeProvider clock,
        ILogger<Account> logger, CancellationToken cancellationToken)
    {
        var (registration, errors) = RegistrationRules.Read(request);
        if (errors.Refusal(out var refusal))
            return refusal;
        if (await hasher.HashAsync(registration.Password, cancellationToken) is not { } hash)
            return caller.ComeBackLater();

        var account = await accounts.TryAddAsync(
            NewAccount.Of(registration, hash, RoleTable.Customer, clock.GetUtcNow()), caller, cancellationToken);
        if (account is null)
            return EmailTaken();

        logger.Registered(account.Id);
        return TypedResults.Created($"/users/{account.Id}", account);
    }

    private static Task<Results<Ok<Account>, ProblemHttpResult>> MeAsync(Caller caller, AccountStore accounts, CancellationToken cancellationToken)
        => AnswerAsync(caller.UserId, accounts, cancellationToken);

    /// <summary>A stranger's account is not found, just like one that does not exist.</summary>
    private static async Task<Results<Ok<Account>, ProblemHttpResult>> GetAsync(
        Guid id, Caller caller, AccountStore accounts, CancellationToken cancellationToken)
        => id == caller.UserId || caller.May(Permissions.UsersRead)
            ? await AnswerAsync(id, accounts, cancellationToken)
            : Problems.NotFound("account");

    private static async Task<Results<Ok<Account>, ProblemHttpResult>> AnswerAsync(
        Guid id, AccountStore accounts, CancellationToken cancellationToken)
        => await accounts.FindAsync(id, cancellationToken) is { } account
            ? TypedResults.Ok(account)
            : Problems.NotFound("account");

    private static async Task<Results<Ok<AccountPage>, ProblemHttpResult>> ListAsync(
        string? email, string? name, string? role, string? after, int? limit, AccountStore accounts, CancellationToken cancellationToken)
    {
        var (search, errors) = AccountSearch.Read(email, name, role, after, limit);
        if (errors.Refusal(out var refusal))
            return refusal;
        var (items, next) = search.Page.Cut(await accounts.ListAsync(search, cancellationToken), account => account.Id);
        return TypedResults.Ok(new AccountPage(items, next));
    }
}
