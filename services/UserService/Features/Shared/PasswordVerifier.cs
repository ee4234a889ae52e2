using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Attempts;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Passwords;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Features.Shared;

internal enum SecondFactor
{
    /// <summary>The password is enough, or wrong.</summary>
    NotNeeded,

    /// <summary>It is on, and no code was given.</summary>
    Missing,

    Wrong,
    Right,
}

/// <param name="Problem">Set where the password was not checked.</param>
internal readonly record struct PasswordVerification(
    PasswordCheck Check, ProblemHttpResult? Problem, SecondFactor SecondFactor = SecondFactor.NotNeeded)
{
    /// <summary>Null unless the password is right and its code missing or wrong.</summary>
    public ProblemHttpResult? SecondFactorProblem(int status) => SecondFactor switch
    {
        SecondFactor.Missing => AccountProblems.SecondFactorRequired(status),
        SecondFactor.Wrong => AccountProblems.WrongCode(status),
        _ => null,
    };
}

/// <summary>
/// The only place where a password and the code of a second factor are checked. The attempt is counted before the check, and where a
/// second factor is on, only a right code ends the count: whoever has the password alone cannot guess codes without a delay. A known device
/// and a session have a counter of their own, so that strangers who guess do not lock the owner out; unknown devices share those of their
/// network and of the account. An unknown account is counted and delayed like any other, so neither the answer nor its time tells whether
/// the account exists.
/// </summary>
internal sealed class PasswordVerifier(
    AttemptStore attempts, PasswordHasher hasher, TwoFactorStore twoFactors, IOptions<AttemptOptions> options)
{
    /// <summary>Of somebody who signs in.</summary>
    /// <param name="email">The account that the password is for.</param>
    /// <param name="account">Null where it does not exist.</param>
    /// <param name="device">Where it signed in before; null for an unknown device.</param>
    /// <param name="code">Of the second factor, as typed.</param>
    public Task<PasswordVerification> VerifyAsync(
        string email, string password, string? code, Credential? account, Guid? device, Caller caller,
        CancellationToken cancellationToken)
    {
        var counters = device is { } known ? [new(options.Value.PasswordFromDevice, $"{known}")] : CountersOfStranger(email, caller);
        return VerifyAsync(counters, password, code, account, caller, cancellationToken);
    }

    /// <summary>Of somebody who is signed in.</summary>
    public Task<PasswordVerification> ConfirmAsync(
        Credential account, string password, string? code, Caller caller, CancellationToken cancellationToken)
    {
        var counters = caller.SessionId is { } session
            ? [new(options.Value.PasswordInSession, $"{session}")]
            : CountersOfStranger(account.Email ?? $"{account.UserId}", caller);
        return VerifyAsync(counters, password, code, account, caller, cancellationToken);
    }

    /// <summary>The code of somebody who is signed in and sets the second factor up.</summary>
    /// <returns>The problem where it may not be tried now.</returns>
    public async Task<ProblemHttpResult?> CountCodeAsync(Caller caller, CancellationToken cancellationToken)
        => await attempts.CountAsync(options.Value.PasswordInSession, $"{caller.SessionId}", cancellationToken) is { } wait
            ? caller.TooManyAttempts(wait)
            : null;

    public Task ClearCodesAsync(Caller caller, CancellationToken cancellationToken)
        => attempts.ResetAsync(options.Value.PasswordInSession, $"{caller.SessionId}", cancellationToken);

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
        AttemptCounter[] counters, string password, string? code, Credential? account, Caller caller,
        CancellationToken cancellationToken)
    {
        foreach (var counter in counters)
        {
            if (await attempts.CountAsync(counter.Limit, counter.Subject, cancellationToken) is { } wait)
                return new(PasswordCheck.Wrong, caller.TooManyAttempts(wait));
        }

        if (await hasher.CheckAsync(password, account?.PasswordHash, cancellationToken) is not { } check)
        {
            await TakeBackAsync(counters, isSuccess: false, cancellationToken);
            return new(PasswordCheck.Wrong, caller.Busy());
        }

        if (check is PasswordCheck.Wrong)
            return new(check, null);
        var second = await CheckCodeAsync(account!, code, caller, cancellationToken);
        if (second is not SecondFactor.Wrong)
            await TakeBackAsync(counters, isSuccess: second is not SecondFactor.Missing, cancellationToken);
        return new(check, null, second);
    }

    private async Task<SecondFactor> CheckCodeAsync(
        Credential account, string? code, Caller caller, CancellationToken cancellationToken) => (account.TwoFactor, code) switch
        {
            (false, _) => SecondFactor.NotNeeded,
            (true, null) => SecondFactor.Missing,
            _ when await twoFactors.TakeAsync(account.UserId, code, caller, cancellationToken) => SecondFactor.Right,
            _ => SecondFactor.Wrong,
        };

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
