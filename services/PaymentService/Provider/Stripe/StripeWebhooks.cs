using System.Text.Json;
using Ecommerce.PaymentService.Webhooks;
using Microsoft.Extensions.Options;

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
            var told = JsonSerializer.Deserialize(payload.Span, StripeJson.Default.StripeEvent);
            return told is { Id: { Length: > 0 } id, Type: { } type, Data: { } data }
                ? new ProviderEvent(id, type, ReportOf(type, data.Object))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ProviderReport? ReportOf(string type, JsonElement subject) => type switch
    {
        "payment_intent.succeeded" or "payment_intent.payment_failed" or "payment_intent.canceled" => OfIntent(subject),
        "refund.updated" or "refund.failed" or "charge.refund.updated" => OfRefund(subject),
        _ => null,
    };

    private static ProviderReport? OfIntent(JsonElement subject)
        => subject.Deserialize(StripeJson.Default.StripeIntent) is { } intent
            && StripeAnswers.IdIn(intent.Metadata, StripeAnswers.OrderId) is { } order
            ? new(order, null, StripeAnswers.Of(intent))
            : null;

    private static ProviderReport? OfRefund(JsonElement subject)
        => subject.Deserialize(StripeJson.Default.StripeRefund) is { } refund
            && StripeAnswers.IdIn(refund.Metadata, StripeAnswers.OrderId) is { } order
            && StripeAnswers.IdIn(refund.Metadata, StripeAnswers.RefundId) is { } id
            ? new(order, id, StripeAnswers.Of(refund))
            : null;
}
