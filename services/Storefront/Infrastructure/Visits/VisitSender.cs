using Ecommerce.Background;

namespace Ecommerce.Storefront.Infrastructure.Visits;

/// <summary>Sends visits to analytics-service in the background. A visit that cannot be sent is dropped.</summary>
internal sealed partial class VisitSender(VisitQueue queue, VisitClient client, ILogger<VisitSender> logger) : BackgroundService
{
    private const int MaxParallelism = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var suppressed = BackgroundTracing.Suppress();
        await Parallel.ForEachAsync(
            queue.ReadAllAsync(
                stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = MaxParallelism, CancellationToken = stoppingToken },
            async (visit, token) => await SendAsync(visit, token));
    }

    private async Task SendAsync(Visit visit, CancellationToken cancellationToken)
    {
        try
        {
            queue.Count(await client.SendAsync(visit, cancellationToken) ? "told" : "refused");
        }
        // One failed visit must stop neither the others nor the shop.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            queue.Count("failed");
            LogFailed(failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Visit was not sent: {Reason}")]
    private partial void LogFailed(string reason);
}
