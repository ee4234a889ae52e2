using System.Diagnostics.Metrics;
using Dapper;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>What still waits in the outbox, as last measured by the relay.</summary>
internal sealed class OutboxBacklog
{
    /// <summary>A gauge is read now and then, events come by the hundred.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource dataSource;
    private readonly TimeProvider time;
    private Measurement last = new(0, null);
    private long? measuredAt;

    public OutboxBacklog(NpgsqlDataSource dataSource, TimeProvider time, Telemetry telemetry)
    {
        (this.dataSource, this.time) = (dataSource, time);
        telemetry.Meter.CreateObservableGauge("ecommerce.outbox.backlog", () => last.Count, "{event}", "Events that wait to be published.");
        telemetry.Meter.CreateObservableGauge("ecommerce.outbox.lag", () => Lag.TotalSeconds, "s", "Age of the oldest event that waits to be published.");
    }

    public TimeSpan Lag => last.Oldest is { } oldest && time.GetUtcNow() - oldest is { Ticks: > 0 } age ? age : TimeSpan.Zero;

    public async Task MeasureIfDueAsync(CancellationToken cancellationToken)
    {
        if (measuredAt is { } at && time.GetElapsedTime(at) < Interval)
            return;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        last = await connection.QuerySingleAsync<Measurement>(new CommandDefinition(
            "SELECT count(*) AS count, min(occurred_at) AS oldest FROM outbox WHERE published_at IS NULL", cancellationToken: cancellationToken));
        measuredAt = time.GetTimestamp();
    }

    private sealed record Measurement(long Count, DateTimeOffset? Oldest);
}
