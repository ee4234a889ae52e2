using Ecommerce.Contracts;

namespace Ecommerce.NotificationService.Domain;

/// <summary>The events that webhooks can subscribe to: none that carries a secret.</summary>
internal static class WebhookEvents
{
    /// <summary>Sent on request, to test an endpoint.</summary>
    public const string Ping = "ping.v1";

    public static readonly string[] All =
    [
        OrderPlaced.Type, OrderConfirmed.Type, OrderCancelled.Type, OrderShipped.Type, OrderDelivered.Type,
        PaymentCaptured.Type, PaymentFailed.Type, PaymentRefunded.Type,
    ];
}
