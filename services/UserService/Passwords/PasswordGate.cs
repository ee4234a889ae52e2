using Ecommerce.UserService.Attempts;
using Ecommerce.UserService.Callers;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Passwords;

/// <param name="Refusal">Where the password was not looked at.</param>
internal readonly record struct GateAnswer(PasswordCheck Check, ProblemHttpResult? Refusal);

/// <summary>
/// The one place where somebody's password is tried. The try is counted before it is made, for the account and for the address; an account that
/// does not exist is counted and waited for like any other, so neither the answer nor the wait tells whether it does.
/// </summary>
internal sealed class PasswordGate(AttemptStore attempts, PasswordHasher hasher, IOptions<AttemptOptions> options)
{
    /// <param name="email">Whose password it is said to be.</param>
    /// <param name="stored">Their password's hash; null where there is none.</param>
    public async Task<GateAnswer> TryAsync(string email, string password, string? stored, Caller caller, CancellationToken cancellationToken)
    {
        // The address first: who must wait by it does not make the account's owner wait too.
        var limits = options.Value;
        var wait = await attempts.CountAsync(limits.PasswordFromAddress, caller.Household, cancellationToken)
            ?? await attempts.CountAsync(limits.PasswordOfAccount, email, cancellationToken);
        if (wait is { } time)
            return new(PasswordCheck.Wrong, caller.MustWait(time));

        if (await hasher.CheckAsync(password, stored, cancellationToken) is not { } check)
        {
            await attempts.TakeBackAsync(limits.PasswordFromAddress, caller.Household, cancellationToken);
            await attempts.TakeBackAsync(limits.PasswordOfAccount, email, cancellationToken);
            return new(PasswordCheck.Wrong, caller.ComeBackLater());
        }

        if (check is not PasswordCheck.Wrong)
        {
            await attempts.TakeBackAsync(limits.PasswordFromAddress, caller.Household, cancellationToken);
            await ReopenAsync(email, cancellationToken);
        }

        return new(check, null);
    }

    /// <summary>Who has proved to be the owner does not wait for others' guesses.</summary>
    public Task ReopenAsync(string email, CancellationToken cancellationToken)
        => attempts.ForgetAsync(options.Value.PasswordOfAccount, email, cancellationToken);
}
