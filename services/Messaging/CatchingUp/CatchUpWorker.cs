using Dapper;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>Looks into the publishers' logs time and again, one replica at a time, and remembers how far it got.</summary>
internal sealed partial class CatchUpWorker(
    CatchUp catchUp, Subscription subscription, string[] publishers, NpgsqlDataSource dataSource, IOptions<CatchUpOptions> options, TimeProvider time,
    ILogger<CatchUpWorker> logger) : BackgroundService
{
    private const string TakeTurn = "SELECT pg_try_advisory_lock(hashtext('catch-up'), hashtext(@Group))";

    private const string GiveTurn = "SELECT pg_advisory_unlock(hashtext('catch-up'), hashtext(@Group))";

    private const string Position = "SELECT coalesce(min(position), 0) FROM catch_ups WHERE consumer = @Group AND service = @service";

    // Up to a position that was read before the oldest open transaction began nothing new can turn up: the next reading begins there.
    private const string Remember = """
        INSERT INTO catch_ups (consumer, service, position, read_at) VALUES (@Group, @service, @from, @ReadAt), (@Group, @service, @Position, @ReadAt)
        ON CONFLICT DO NOTHING;
        DELETE FROM catch_ups WHERE consumer = @Group AND service = @service AND position <
            (SELECT max(position) FROM catch_ups WHERE consumer = @Group AND service = @service AND read_at <= @OpenSince - @Overlap)
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        do
        {
            try
            {
                await TakeTurnAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                LogFailed(failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (!await connection.ExecuteScalarAsync<bool>(TakeTurn, new { subscription.Group })) return;
        try
        {
            foreach (var service in publishers) await CatchUpWithAsync(connection, service, cancellationToken);
        }
        finally
        {
            await connection.ExecuteAsync(GiveTurn, new { subscription.Group });
        }
    }

    private async Task CatchUpWithAsync(NpgsqlConnection connection, string service, CancellationToken cancellationToken)
    {
        try
        {
            var from = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                Position, new { subscription.Group, service }, cancellationToken: cancellationToken));
            var reached = await catchUp.RunAsync(service, from, cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(
                Remember, new { subscription.Group, service, from, reached.Position, reached.ReadAt, reached.OpenSince, options.Value.Overlap },
                cancellationToken: cancellationToken));
        }
        // A service that is away, that is too slow, or that breaks off in the middle of its answer: there is a next time.
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogUnreachable(service, failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Catching up broke off and is done again: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(LogLevel.Information, "The event log of {Service} cannot be read now: {Reason}")]
    private partial void LogUnreachable(string service, string reason);
}
