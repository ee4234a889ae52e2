using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Attempts;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Passwords;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Features.Shared;

/// <param name="Problem">Set where the password was not checked.</param>
internal readonly record struct PasswordVerification(PasswordCheck Check, ProblemHttpResult? Problem);

/// <summary>
/// The only place where a password is checked. The attempt is counted before the check. A known device and a session have a counter of
/// their own, so that strangers who guess do not lock the owner out; unknown devices share those of their network and of the account. An
/// unknown account is counted and delayed like any other, so neither the answer nor its time tells whether the account exists.
/// </summary>
internal sealed class PasswordVerifier(AttemptStore attempts, PasswordHasher hasher, IOptions<AttemptOptions> options)
{
    /// <summary>Of somebody who signs in.</summary>
    /// <param name="email">The account that the password is for.</param>
    /// <param name="account">Null where it does not exist.</param>
    /// <param name="device">Where it signed in before; null for an unknown device.</param>
    public Task<PasswordVerification> VerifyAsync(
        string email, string password, Credential? account, Guid? device, Caller caller, CancellationToken cancellationToken)
    {
        var counters = device is { } known ? [new(options.Value.PasswordFromDevice, $"{known}")] : CountersOfStranger(email, caller);
        return VerifyAsync(counters, password, account?.PasswordHash, caller, cancellationToken);
    }

    /// <summary>Of somebody who is signed in.</summary>
    public Task<PasswordVerification> ConfirmAsync(
        Credential account, string password, Caller caller, CancellationToken cancellationToken)
    {
        var counters = caller.SessionId is { } session
            ? [new(options.Value.PasswordInSession, $"{session}")]
            : CountersOfStranger(account.Email ?? $"{account.UserId}", caller);
        return VerifyAsync(counters, password, account.PasswordHash, caller, cancellationToken);
    }

    /// <summary>The owner who proved to be it does not wait for others' attempts.</summary>
    public Task ClearAttemptsAsync(string email, CancellationToken cancellationToken)
        => attempts.ResetAsync(options.Value.PasswordOfAccount, email, cancellationToken);

    // The network first: a delayed network must not delay the account's owner as well.
    private AttemptCounter[] CountersOfStranger(string email, Caller caller) =>
    [
        new(options.Value.PasswordFromAddress, caller.ClientNetwork, IsClearedBySuccess: false),
        new(options.Value.PasswordOfAccount, email),
    ];

    private async Task<PasswordVerification> VerifyAsync(
        AttemptCounter[] counters, string password, string? storedHash, Caller caller, CancellationToken cancellationToken)
    {
        foreach (var counter in counters)
        {
            if (await attempts.CountAsync(counter.Limit, counter.Subject, cancellationToken) is { } wait)
                return new(PasswordCheck.Wrong, caller.TooManyAttempts(wait));
        }

        var check = await hasher.CheckAsync(password, storedHash, cancellationToken);
        if (check is not PasswordCheck.Wrong)
            await TakeBackAsync(counters, isSuccess: check is not null, cancellationToken);
        return check is { } result ? new(result, null) : new(PasswordCheck.Wrong, caller.Busy());
    }

    private async Task TakeBackAsync(AttemptCounter[] counters, bool isSuccess, CancellationToken cancellationToken)
    {
        foreach (var counter in counters)
        {
            if (isSuccess && counter.IsClearedBySuccess)
                await attempts.ResetAsync(counter.Limit, counter.Subject, cancellationToken);
            else
                await attempts.RevertAsync(counter.Limit, counter.Subject, cancellationToken);
        }
    }
}
