using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.NotificationService.Webhooks;

/// <summary>Puts an event among the deliveries of every endpoint that wants to hear of its type.</summary>
internal sealed class EventHook<TEvent>(TimeProvider time) : IEventHandler<TEvent>
    where TEvent : IIntegrationEvent
{
    public Task HandleAsync(TEvent message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(
            $"{DeliveryQueue.Insert} WHERE @type = ANY(events) AND disabled_at IS NULL ON CONFLICT (endpoint_id, event_id) DO NOTHING",
            new
            {
                ids = DeliveryQueue.NewIds(now), eventId = context.EventId, type = TEvent.Type, now,
                body = WebhookBody.Write(
                    context.EventId, TEvent.Type, context.OccurredAt,
                    JsonSerializer.Serialize(message, (JsonTypeInfo<TEvent>)ContractsJson.Default.GetTypeInfo(typeof(TEvent))!)),
            },
            transaction, cancellationToken: cancellationToken));
    }
}
