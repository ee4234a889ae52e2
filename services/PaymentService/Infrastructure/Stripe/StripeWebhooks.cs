using System.Text;
using System.Text.Json;
using Ecommerce.PaymentService.Domain;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Microsoft.Extensions.Options;
using Stripe;
using Refund = Stripe.Refund;

namespace Ecommerce.PaymentService.Infrastructure.Stripe;

/// <summary>Parses Stripe's webhooks.</summary>
internal sealed class StripeWebhooks(IOptions<StripeOptions> options) : IProviderWebhooks
{
    public string SignatureHeader => "Stripe-Signature";

    public IReadOnlyList<string> Secrets { get; } = string.IsNullOrEmpty(options.Value.PreviousWebhookSecret)
        ? [options.Value.WebhookSecret!]
        : [options.Value.WebhookSecret!, options.Value.PreviousWebhookSecret];

    public ProviderEvent? Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            // The webhook's API version is chosen at Stripe; the members that are read here are in all versions.
            var received = EventUtility.ParseEvent(Encoding.UTF8.GetString(payload.Span), throwOnApiVersionMismatch: false);
            return received is { Id: { Length: > 0 } id, Type: { } type, Data: { } data }
                ? new ProviderEvent(id, type, ToUpdate(type, data.Object))
                : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static PaymentUpdate? ToUpdate(string type, IHasObject? subject) => (type, subject) switch
    {
        ("payment_intent.succeeded" or "payment_intent.payment_failed" or "payment_intent.canceled", PaymentIntent intent)
            => ToIntentUpdate(intent),
        ("refund.updated" or "refund.failed" or "charge.refund.updated", Refund refund) => ToRefundUpdate(refund),
        _ => null,
    };

    private static PaymentUpdate? ToIntentUpdate(PaymentIntent intent)
        => StripeMapping.FindId(intent.Metadata, StripeMapping.OrderIdKey) is { } order
            ? new(order, null, StripeMapping.ToResult(intent))
            : null;

    private static PaymentUpdate? ToRefundUpdate(Refund refund)
        => StripeMapping.FindId(refund.Metadata, StripeMapping.OrderIdKey) is { } order
            && StripeMapping.FindId(refund.Metadata, StripeMapping.RefundIdKey) is { } id
            ? new(order, id, StripeMapping.ToResult(refund))
            : null;
}
