using Npgsql;

namespace Ecommerce.OrderService;

/// <summary>What nobody asks for and is done again and again; a database that is away is waited out.</summary>
internal abstract partial class RecurringWork(TimeSpan interval, ILogger logger) : BackgroundService
{
    protected abstract Task DoAsync(CancellationToken cancellationToken);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; another replica goes on.
        }
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await DoAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            LogNotDone(logger, exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "It could not be done this time; it is tried again")]
    private static partial void LogNotDone(ILogger logger, Exception exception);
}
