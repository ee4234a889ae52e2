using System.Threading.RateLimiting;

namespace Ecommerce.CatalogService.Infrastructure.Media;

/// <summary>So many at a time, so many wait, others are refused: pictures must not take all the memory and all the processors.</summary>
internal sealed class PictureTurns(int atOnce, int waiting) : IDisposable
{
    private readonly ConcurrencyLimiter limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = atOnce, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Waits for a turn, which ends when it is disposed of.</summary>
    /// <exception cref="PicturesBusyException">Too many wait.</exception>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        var turn = await limiter.AcquireAsync(permitCount: 1, cancellationToken);
        return turn.IsAcquired ? turn : throw new PicturesBusyException();
    }

    public void Dispose() => limiter.Dispose();
}
