using Dapper;
using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.AnalyticsService.Rebuilds;

/// <summary>Carries out the rebuild that was asked for, on one replica; one that died with its process is taken up again.</summary>
internal sealed partial class RebuildWorker(
    RebuildStore rebuilds, Rebuilder rebuilder, IServiceScopeFactory scopes, NpgsqlDataSource database, TimeProvider time,
    ILogger<RebuildWorker> logger) : BackgroundService
{
    private const long Turn = 0x52454255494C44;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim asked = new(0, 1);

    public void Ask()
    {
        try
        {
            asked.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is about to look.
        }
    }

    public override void Dispose()
    {
        asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await rebuilds.RunningAsync(stoppingToken) is { } rebuild)
                    await TryRunAsync(rebuild, stoppingToken);
                await asked.WaitAsync(Interval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException failure)
            {
                LogBroken(failure.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task TryRunAsync(Rebuild rebuild, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!await connection.QuerySingleAsync<bool>("select pg_try_advisory_lock(@Turn)", new { Turn }))
            return;
        try
        {
            await RunAsync(rebuild, cancellationToken);
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@Turn)", new { Turn });
        }
    }

    private async Task RunAsync(Rebuild rebuild, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await rebuilder.RunAsync(rebuild, scope.ServiceProvider.GetRequiredService<SourceClient>(), cancellationToken);
            LogDone(rebuild.Id);
        }
        catch (HttpRequestException unreadable)
        {
            LogFailed(rebuild.Id, unreadable.Message);
            await rebuilds.FailAsync(rebuild, unreadable.Message, cancellationToken);
            await rebuilds.SweepAsync(cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Information, "Rebuild {Id} is done")]
    private partial void LogDone(Guid id);

    [LoggerMessage(LogLevel.Error, "Rebuild {Id} failed: {Reason}")]
    private partial void LogFailed(Guid id, string reason);

    [LoggerMessage(LogLevel.Warning, "A rebuild broke off and is taken up again: {Reason}")]
    private partial void LogBroken(string reason);
}
