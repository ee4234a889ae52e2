using System.Diagnostics;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>How many rows a batch claimed, and how many of them the broker has acknowledged.</summary>
internal readonly record struct BatchOutcome(int Claimed, int Published)
{
    public bool IsEmpty => Claimed == 0;
    public bool MadeProgress => Published > 0;
}

/// <summary>Publishes one batch: claims rows, waits for the broker's acknowledgement of each, marks those that have it.</summary>
internal sealed partial class OutboxPublisher(
    NpgsqlDataSource dataSource, EventProducer producer, EventSource source, Telemetry telemetry, TimeProvider time,
    MessagingOptions options, ILogger<OutboxPublisher> logger)
{
    /// <summary>Runs to its end once rows are claimed: a batch in flight is finished, not abandoned.</summary>
    public async Task<BatchOutcome> PublishNextAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var rows = await OutboxBatch.ClaimAsync(transaction, options.OutboxWindow, cancellationToken);
        if (rows.Count == 0) return default;

        var acknowledged = await Task.WhenAll(rows.Select(TryPublishAsync));
        var published = rows.Where((_, index) => acknowledged[index]).ToArray();
        if (published.Length > 0)
        {
            await OutboxBatch.MarkAsync(transaction, [.. published.Select(row => row.Position)], time.GetUtcNow(), CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        return new BatchOutcome(rows.Count, published.Length);
    }

    private async Task<bool> TryPublishAsync(OutboxRow row)
    {
        using var activity = Telemetry.StartPublish(row);
        try
        {
            await producer.PublishAsync(row.Topic, CloudEvent.Write(row, source.Name, activity));
            telemetry.Published(row.Topic, row.Type);
            return true;
        }
        catch (KafkaException refused)
        {
            activity?.SetStatus(ActivityStatusCode.Error, refused.Error.Code.ToString());
            telemetry.PublishFailed(row.Topic);
            LogRefused(row.Type, row.EventId, refused.Error.Reason);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Could not publish {Type} {EventId}, it stays in the outbox: {Reason}")]
    private partial void LogRefused(string type, Guid eventId, string reason);
}
