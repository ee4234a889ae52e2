using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Passwords;

/// <summary>
/// Hashes and checks passwords. That is all processor time, so it is done in turns, by at most one core less than there are:
/// a rush of logins never takes the threads that serve everyone else. Who has waited <see cref="LongestWait"/> for a turn, or finds too many
/// waiting, is answered null: told so at once, a client comes back later; left to wait, it would give up and ask again, and nobody got a turn in time.
/// </summary>
internal sealed class PasswordHasher(IOptions<PasswordOptions> options) : IDisposable
{
    private const int MaxWaiting = 256;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);
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
        using var turn = await TakeTurnAsync(cancellationToken);
        return turn is null ? null : PasswordHash.Of(password, iterations).ToString();
    }

    /// <summary>Takes as long where there is no account (<paramref name="stored"/> is null) as where there is one.</summary>
    public async Task<PasswordCheck?> CheckAsync(string password, string? stored, CancellationToken cancellationToken)
    {
        var hash = stored is null ? nobody : PasswordHash.Parse(stored);
        using var turn = await TakeTurnAsync(cancellationToken);
        if (turn is null)
            return null;
        if (!hash.Matches(password) || stored is null)
            return PasswordCheck.Wrong;
        return hash.Iterations < iterations ? PasswordCheck.RightButWeak : PasswordCheck.Right;
    }

    public void Dispose() => turns.Dispose();

    private async Task<RateLimitLease?> TakeTurnAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestWait);
        try
        {
            var turn = await turns.AcquireAsync(1, patience.Token);
            return turn.IsAcquired ? turn : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}

internal enum PasswordCheck
{
    Wrong,
    Right,

    /// <summary>Right, and its hash is to be replaced by one with more iterations.</summary>
    RightButWeak,
}
