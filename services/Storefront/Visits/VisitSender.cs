using Ecommerce.ServiceDefaults;

namespace Ecommerce.Storefront.Visits;

/// <summary>Tells analytics-service of visitors' steps, behind the pages' backs. One that cannot be told is forgotten.</summary>
internal sealed partial class VisitSender(VisitQueue queue, VisitClient client, ILogger<VisitSender> logger) : BackgroundService
{
    private const int AtOnce = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        await Parallel.ForEachAsync(
            queue.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
            async (visit, token) => await SendAsync(visit, token));
    }

    private async Task SendAsync(Visit visit, CancellationToken cancellationToken)
    {
        try
        {
            queue.Count(await client.TellAsync(visit, cancellationToken) ? "told" : "refused");
        }
        // Whatever is wrong with one, the others are told, and the shop goes on.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            queue.Count("failed");
            LogFailed(failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "A step of a visitor is not counted: {Reason}")]
    private partial void LogFailed(string reason);
}
