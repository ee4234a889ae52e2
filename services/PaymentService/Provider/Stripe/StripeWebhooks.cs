using System.Text;
using System.Text.Json;
using Ecommerce.PaymentService.Webhooks;
using Microsoft.Extensions.Options;
using Stripe;

namespace Ecommerce.PaymentService.Provider.Stripe;

/// <summary>How Stripe's webhooks are read.</summary>
internal sealed class StripeWebhooks(IOptions<StripeOptions> options) : IProviderWebhooks
{
    public string SignatureHeader => "Stripe-Signature";

    public IReadOnlyList<string> Secrets { get; } = string.IsNullOrEmpty(options.Value.PreviousWebhookSecret)
        ? [options.Value.WebhookSecret!]
        : [options.Value.WebhookSecret!, options.Value.PreviousWebhookSecret];

    public ProviderEvent? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            // The endpoint's version of the API is chosen at Stripe; what is read here is in all of them.
            var told = EventUtility.ParseEvent(Encoding.UTF8.GetString(payload.Span), throwOnApiVersionMismatch: false);
            return told is { Id: { Length: > 0 } id, Type: { } type, Data: { } data }
                ? new ProviderEvent(id, type, ReportOf(type, data.Object))
                : null;
        }
        catch (Exception nonsense) when (nonsense is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static ProviderReport? ReportOf(string type, IHasObject? subject) => (type, subject) switch
    {
        ("payment_intent.succeeded" or "payment_intent.payment_failed" or "payment_intent.canceled", PaymentIntent intent) => OfIntent(intent),
        ("refund.updated" or "refund.failed" or "charge.refund.updated", Refund refund) => OfRefund(refund),
        _ => null,
    };

    private static ProviderReport? OfIntent(PaymentIntent intent)
        => StripeAnswers.IdIn(intent.Metadata, StripeAnswers.OrderId) is { } order ? new(order, null, StripeAnswers.Of(intent)) : null;

    private static ProviderReport? OfRefund(Refund refund)
        => StripeAnswers.IdIn(refund.Metadata, StripeAnswers.OrderId) is { } order
            && StripeAnswers.IdIn(refund.Metadata, StripeAnswers.RefundId) is { } id
            ? new(order, id, StripeAnswers.Of(refund))
            : null;
}
