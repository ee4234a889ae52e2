using System.Threading.RateLimiting;
using Ecommerce.UserService.Domain.Passwords;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Infrastructure.Passwords;

/// <summary>
/// Hashes and checks passwords in their form of <see cref="PasswordText"/>. Hashing is pure processor time, so it is limited to one core
/// less than there are: a burst of logins does not starve other requests. Null is returned where the queue is full or the wait is longer
/// than <see cref="MaxWait"/>: a client that is rejected early retries later, while one that times out retries at once and keeps the queue
/// full.
/// </summary>
internal sealed class PasswordHasher(IOptions<PasswordOptions> options) : IDisposable
{
    private const int MaxQueueLength = 256;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(3);
    private readonly int iterations = options.Value.Iterations;
    private readonly PasswordHash dummyHash = PasswordHash.Of("dummy", options.Value.Iterations);
    private readonly ConcurrencyLimiter limiter = new(new()
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount - 1),
        QueueLimit = MaxQueueLength,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public async Task<string?> HashAsync(string password, CancellationToken cancellationToken)
    {
        using var permit = await AcquireAsync(cancellationToken);
        return permit is null ? null : PasswordHash.Of(PasswordText.Normalise(password), iterations).ToString();
    }

    /// <summary>Takes as long where there is no account (<paramref name="stored"/> is null) as where there is one.</summary>
    public async Task<PasswordCheck?> CheckAsync(string password, string? stored, CancellationToken cancellationToken)
    {
        var hash = stored is null ? dummyHash : PasswordHash.Parse(stored);
        using var permit = await AcquireAsync(cancellationToken);
        if (permit is null)
            return null;
        var normalised = PasswordText.Normalise(password);
        var isCurrent = hash.Matches(normalised);
        // Hashes of earlier versions are of the password as it was typed.
        var isAsTyped = !isCurrent && normalised != password && hash.Matches(password);
        if (stored is null || !(isCurrent || isAsTyped))
            return PasswordCheck.Wrong;
        return isAsTyped || hash.Iterations < iterations ? PasswordCheck.CorrectButOutdated : PasswordCheck.Correct;
    }

    public void Dispose() => limiter.Dispose();

    private async Task<RateLimitLease?> AcquireAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(MaxWait);
        try
        {
            var permit = await limiter.AcquireAsync(1, timeout.Token);
            return permit.IsAcquired ? permit : null;
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
    Correct,

    /// <summary>Correct, but the hash has fewer iterations than configured, or is of the password as it was typed.</summary>
    CorrectButOutdated,
}
