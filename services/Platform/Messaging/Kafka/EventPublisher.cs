using System.Diagnostics;
using System.Text.Json;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Messaging;

/// <summary>
/// Brings single events to the broker, for a service that keeps its outbox elsewhere than in PostgreSQL. Whoever calls it keeps the
/// event until the broker has it; a service with a PostgreSQL database has an <see cref="Outbox"/> that does so.
/// </summary>
public sealed partial class EventPublisher
{
    private readonly EventProducer producer;
    private readonly EventSource source;
    private readonly Telemetry telemetry;
    private readonly ILogger logger;

    internal EventPublisher(EventProducer producer, EventSource source, Telemetry telemetry, ILogger<EventPublisher> logger)
        => (this.producer, this.source, this.telemetry, this.logger) = (producer, source, telemetry, logger);

    /// <summary>Publishes an event as an outbox kept it, and waits for the broker's acknowledgement.</summary>
    /// <returns>False: it was not acknowledged, and is to be published again; the broker may have it all the same.</returns>
    public async Task<bool> TryPublishAsync(OutboxRow row)
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
        // One that cannot be written holds up its key alone.
        catch (Exception failure) when (failure is ArgumentException or FormatException or JsonException or InvalidOperationException)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            telemetry.PublishFailed(row.Topic);
            LogUnwritable(failure, row.Type, row.EventId);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "{Type} {EventId} cannot be written as a message, its key waits")]
    private partial void LogUnwritable(Exception failure, string type, Guid eventId);

    [LoggerMessage(LogLevel.Warning, "Could not publish {Type} {EventId}, it is published later: {Reason}")]
    private partial void LogRefused(string type, Guid eventId, string reason);
}
