using Dapper;
using Ecommerce.AnalyticsService.Domain;
using Ecommerce.AnalyticsService.Infrastructure.Clients;
using Ecommerce.AnalyticsService.Infrastructure.Postgres;
using Ecommerce.Background;
using Npgsql;

namespace Ecommerce.AnalyticsService.Infrastructure.Workers;

/// <summary>Runs a requested rebuild on one replica. A rebuild whose process died is started again by another replica.</summary>
internal sealed partial class RebuildWorker(
    RebuildStore rebuilds, Rebuilder rebuilder, IServiceScopeFactory scopes, NpgsqlDataSource database, TimeProvider timeProvider,
    ILogger<RebuildWorker> logger) : RecurringWorker(PollInterval, timeProvider, logger)
{
    private const long LockKey = 0x52454255494C44;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(10);

    private readonly WakeSignal requested = new();

    /// <summary>Starts a requested rebuild without waiting for the next poll.</summary>
    public void Wake() => requested.Set();

    public override void Dispose()
    {
        requested.Dispose();
        base.Dispose();
    }

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        if (await rebuilds.FindRunningAsync(stoppingToken) is { } rebuild)
            await TryRunAsync(rebuild, stoppingToken);
    }

    protected override Task WaitAsync(CancellationToken stoppingToken) => requested.WaitAsync(Interval, stoppingToken);

    private async Task TryRunAsync(Rebuild rebuild, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!await connection.QuerySingleAsync<bool>("SELECT pg_try_advisory_lock(@LockKey)", new { LockKey }))
            return;
        try
        {
            await RunAsync(rebuild, cancellationToken);
        }
        finally
        {
            await connection.ExecuteAsync("SELECT pg_advisory_unlock(@LockKey)", new { LockKey });
        }
    }

    private async Task RunAsync(Rebuild rebuild, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await rebuilder.RunAsync(rebuild, scope.ServiceProvider.GetRequiredService<ExportClient>(), cancellationToken);
            LogDone(rebuild.Id);
        }
        // Whatever cannot be read, at its source or here, is not read better by beginning again at once.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && failure is not NpgsqlException { IsTransient: true })
        {
            LogFailed(rebuild.Id, failure.Message);
            await rebuilds.MarkFailedAsync(rebuild, failure.Message, cancellationToken);
            await rebuilds.DeleteRetiredAsync(cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Information, "Rebuild {Rebuild} is done")]
    private partial void LogDone(Guid rebuild);

    [LoggerMessage(LogLevel.Error, "Rebuild {Rebuild} failed: {Reason}")]
    private partial void LogFailed(Guid rebuild, string reason);
}
