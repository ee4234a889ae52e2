using System.Threading.RateLimiting;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Passwords;

/// <summary>
/// Hashes and checks passwords. That is all processor time, so it is done in turns, by at most one core less than there are:
/// a rush of logins never takes the threads that serve everyone else. Answers null when too many wait already.
/// </summary>
internal sealed class PasswordHasher(IOptions<PasswordOptions> options) : IDisposable
{
    private const int MaxWaiting = 256;
    private readonly int iterations = options.Value.Iterations;
    private readonly PasswordHash nobody = PasswordHash.Of("nobody's", options.Value.Iterations);
    private readonly ConcurrencyLimiter turns = new(new()
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount - 1),
        QueueLimit = MaxWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public async Task<string?> HashAsync(string password, CancellationToken cancellationToken)
    {
        using var turn = await turns.AcquireAsync(1, cancellationToken);
        return turn.IsAcquired ? PasswordHash.Of(password, iterations).ToString() : null;
    }

    /// <summary>Takes as long where there is no account (<paramref name="stored"/> is null) as where there is one.</summary>
    public async Task<PasswordCheck?> CheckAsync(string password, string? stored, CancellationToken cancellationToken)
    {
        var hash = stored is null ? nobody : PasswordHash.Parse(stored);
        using var turn = await turns.AcquireAsync(1, cancellationToken);
        if (!turn.IsAcquired)
            return null;
        if (!hash.Matches(password) || stored is null)
            return PasswordCheck.Wrong;
        return hash.Iterations < iterations ? PasswordCheck.RightButWeak : PasswordCheck.Right;
    }

    public static ProblemHttpResult Busy() => Problems.Problem(
        StatusCodes.Status503ServiceUnavailable, "busy", "Too many people are signing in at this moment.", "Try again in a few seconds.");

    public void Dispose() => turns.Dispose();
}

internal enum PasswordCheck
{
    Wrong,
    Right,

    /// <summary>Right, and its hash is to be replaced by one with more iterations.</summary>
    RightButWeak,
}
