using System.Diagnostics;
using Confluent.Kafka;
using Ecommerce.Background;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Messaging;

/// <summary>
/// Handles one message, skips it, or stores it as a dead letter. Returns only then, so that its offset may be stored;
/// throws only when the service stops.
/// </summary>
internal sealed partial class MessageProcessor(
    Subscription subscription, EventDispatcher dispatcher, DeadLetterWriter deadLetters, Telemetry telemetry,
    MessagingOptions options, TimeProvider timeProvider, ILogger<MessageProcessor> logger)
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
            await DeadLetterAsync(message, null, invalid, stopping);
            return;
        }

        if (subscription.RouteFor(message.Topic, envelope.Type) is not { } route) return;

        var started = timeProvider.GetTimestamp();
        using var activity = Telemetry.StartHandling(message.Topic, subscription.Group, envelope);
        if (await TryHandleAsync(message, route, envelope, stopping, abort) is { } failure)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            await DeadLetterAsync(message, envelope, failure, stopping);
        }

        telemetry.Consumed(subscription.Group, message.Topic, envelope.Type, timeProvider.GetElapsedTime(started));
    }

    /// <summary>Null when it is handled, otherwise what the last try failed with.</summary>
    private async Task<Exception?> TryHandleAsync(
        ConsumeResult<byte[], byte[]> message, EventRoute route, CloudEvent envelope, CancellationToken stopping, CancellationToken abort)
    {
        var context = new EventContext(envelope.Id, envelope.Source, envelope.Time);
        for (int attempt = 1, failures = 0; ; attempt++)
        {
            var delay = ExponentialBackoff.Default.DelayWithJitter(attempt);
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
                LogRetry(failure, subscription.Group, envelope.Type, envelope.Id, attempt, delay);
            }

            telemetry.Retried(subscription.Group, message.Topic);
            await Task.Delay(delay, timeProvider, stopping);
        }
    }

    private async Task DeadLetterAsync(
        ConsumeResult<byte[], byte[]> message, CloudEvent? envelope, Exception failure, CancellationToken stopping)
    {
        var letter = DeadLetter.From(message, subscription.Group, envelope, failure, timeProvider.GetUtcNow());
        for (var attempt = 1; ; attempt++)
        {
            var delay = ExponentialBackoff.Default.DelayWithJitter(attempt);
            try
            {
                await deadLetters.WriteAsync(letter, message.Message.Headers, stopping);
                telemetry.DeadLettered(subscription.Group, message.Topic);
                LogDeadLetter(failure, letter.Topic, letter.Partition, letter.Offset, letter.Type);
                return;
            }
            // The message counts as handled only when its dead letter is stored.
            catch (Exception unwritten) when (!stopping.IsCancellationRequested)
            {
                LogUnwritten(unwritten, letter.Topic, letter.Partition, letter.Offset, delay);
            }

            await Task.Delay(delay, timeProvider, stopping);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Group} failed to handle {Type} {EventId}, attempt {Attempt}, retrying in {Delay}")]
    private partial void LogRetry(Exception failure, string group, string type, Guid eventId, int attempt, TimeSpan delay);

    [LoggerMessage(LogLevel.Error, "Dead letter: {Topic} [{Partition}] @{Offset} {Type}")]
    private partial void LogDeadLetter(Exception failure, string topic, int partition, long offset, string? type);

    [LoggerMessage(LogLevel.Error, "Dead letter of {Topic} [{Partition}] @{Offset} could not be stored, retrying in {Delay}")]
    private partial void LogUnwritten(Exception failure, string topic, int partition, long offset, TimeSpan delay);
}
