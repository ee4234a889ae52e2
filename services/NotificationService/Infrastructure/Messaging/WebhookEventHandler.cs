using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Ecommerce.NotificationService.Infrastructure.Webhooks;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Messaging;

/// <summary>Adds a delivery of the event for every subscription to its type.</summary>
internal sealed class WebhookEventHandler<TEvent>(TimeProvider timeProvider) : IEventHandler<TEvent>
    where TEvent : IIntegrationEvent
{
    private const string OfSubscribers = """
        WHERE @type = ANY(events) AND disabled_at IS NULL ON CONFLICT (endpoint_id, event_id) DO NOTHING
        """;

    public Task HandleAsync(TEvent message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var json = JsonSerializer.Serialize(message, (JsonTypeInfo<TEvent>)ContractsJson.Default.GetTypeInfo(typeof(TEvent))!);
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(
            $"{WebhookDeliveryQueue.Insert} {OfSubscribers}",
            new
            {
                ids = WebhookDeliveryQueue.NewIds(now), eventId = context.EventId, type = TEvent.Type, now,
                body = WebhookBody.Write(context.EventId, TEvent.Type, context.OccurredAt, json),
            },
            transaction, cancellationToken: cancellationToken));
    }
}
