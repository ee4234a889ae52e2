using System.Diagnostics;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Messaging;

/// <summary>
/// Brings one message to its end: handled, passed over, or a dead letter. Returns only then, so that its offset may be stored;
/// throws only when told to stop.
/// </summary>
internal sealed partial class MessageProcessor(
    Subscription subscription, EventDispatcher dispatcher, DeadLetterWriter deadLetters, Telemetry telemetry,
    MessagingOptions options, TimeProvider time, ILogger<MessageProcessor> logger)
{
    /// <param name="message">What the broker delivered.</param>
    /// <param name="stopping">Ends waiting between tries.</param>
    /// <param name="abort">Ends a handler that is at work.</param>
    public async Task ProcessAsync(ConsumeResult<byte[], byte[]> message, CancellationToken stopping, CancellationToken abort)
    {
        CloudEvent envelope;
        try
        {
            envelope = CloudEvent.Read(message.Message.Headers);
        }
        catch (InvalidMessageException invalid)
        {
            await BuryAsync(message, null, invalid, stopping);
            return;
        }

        if (subscription.RouteFor(message.Topic, envelope.Type) is not { } route) return;

        var started = time.GetTimestamp();
        using var activity = Telemetry.StartHandling(message.Topic, subscription.Group, envelope);
        if (await TryHandleAsync(message, route, envelope, stopping, abort) is { } failure)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            await BuryAsync(message, envelope, failure, stopping);
        }

        telemetry.Consumed(subscription.Group, message.Topic, envelope.Type, time.GetElapsedTime(started));
    }

    /// <summary>Null when it is handled, otherwise what the last try failed with.</summary>
    private async Task<Exception?> TryHandleAsync(
        ConsumeResult<byte[], byte[]> message, EventRoute route, CloudEvent envelope, CancellationToken stopping, CancellationToken abort)
    {
        var context = new EventContext(envelope.Id, envelope.Source, envelope.Time);
        for (int tries = 1, failures = 0; ; tries++)
        {
            try
            {
                await dispatcher.DispatchAsync(subscription.Group, route, context, message.Message.Value, abort);
                return null;
            }
            catch (InvalidMessageException invalid)
            {
                return invalid;
            }
            catch (Exception failure) when (!abort.IsCancellationRequested)
            {
                if (!subscription.IsOutage(failure) && ++failures >= options.Attempts) return failure;
                LogRetry(failure, envelope.Type, envelope.Id, tries);
            }

            telemetry.Retried(subscription.Group, message.Topic);
            await Task.Delay(Backoff.Delay(tries), time, stopping);
        }
    }

    private async Task BuryAsync(ConsumeResult<byte[], byte[]> message, CloudEvent? envelope, Exception failure, CancellationToken stopping)
    {
        var letter = DeadLetter.From(message, subscription.Group, envelope, failure, time.GetUtcNow());
        for (var tries = 1; ; tries++)
        {
            try
            {
                await deadLetters.WriteAsync(letter, message.Message.Headers, stopping);
                telemetry.DeadLettered(subscription.Group, message.Topic);
                LogDeadLetter(failure, letter.Topic, letter.Partition, letter.Offset, letter.Type);
                return;
            }
            // Until it is written the message is not dealt with, whatever it was that failed.
            catch (Exception unwritten) when (!stopping.IsCancellationRequested)
            {
                LogUnwritten(unwritten, letter.Topic, letter.Partition, letter.Offset);
            }

            await Task.Delay(Backoff.Delay(tries), time, stopping);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Handling {Type} {EventId} failed, try {Tries}; trying again")]
    private partial void LogRetry(Exception failure, string type, Guid eventId, int tries);

    [LoggerMessage(LogLevel.Error, "Dead letter: {Topic} [{Partition}] @{Offset} {Type}")]
    private partial void LogDeadLetter(Exception failure, string topic, int partition, long offset, string? type);

    [LoggerMessage(LogLevel.Error, "The dead letter of {Topic} [{Partition}] @{Offset} could not be written; trying again")]
    private partial void LogUnwritten(Exception failure, string topic, int partition, long offset);
}
