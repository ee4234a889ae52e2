using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Passwords;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Features.Accounts;

/// <summary>
/// Creates an account. A network is told once an hour that an address is taken. After that, a taken address is answered as a free one is,
/// by the same work, and its owner gets a mail; a network that goes on is delayed, whatever addresses it sends.
/// </summary>
internal static class RegistrationEndpoint
{
    public static async Task<Results<Created<Account>, ProblemHttpResult>> RegisterAsync(
        RegisterRequest request, Caller caller, AccountStore accounts, RepeatedRegistrationStore repeated, TakenAddresses taken,
        PasswordHasher hasher, TimeProvider timeProvider, ILogger<Account> logger, CancellationToken cancellationToken)
    {
        var (registration, errors) = request.Read();
        if (errors.TryGetProblem(out var refusal))
            return refusal;
        if (await taken.FindWaitAsync(caller, account: null, cancellationToken) is { } wait)
            return caller.TooManyAttempts(wait);
        if (await hasher.HashAsync(registration.Password, cancellationToken) is not { } hash)
            return caller.Busy();

        var account = NewAccount.Of(registration, hash, RoleTable.Customer, timeProvider.GetUtcNow());
        if (await accounts.TryAddAsync(account, caller, cancellationToken) is { } added)
        {
            logger.Registered(added.Id);
            return Created(added);
        }

        return await repeated.RecordAsync(registration.Email, caller, cancellationToken)
            ? AccountProblems.EmailTaken()
            : Created(account.Account);
    }

    private static Created<Account> Created(Account account) => TypedResults.Created($"/users/{account.Id}", account);
}
