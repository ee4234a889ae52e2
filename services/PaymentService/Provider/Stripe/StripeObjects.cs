using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecommerce.PaymentService.Provider.Stripe;

/// <param name="Amount">In the currency's smallest unit, see <see cref="MinorUnits"/>.</param>
/// <param name="LatestCharge">Its id, or all of it where that was asked for.</param>
internal sealed record StripeIntent(
    string Id, string Status, long Amount, string Currency, Dictionary<string, string>? Metadata, StripeError? LastPaymentError,
    JsonElement? LatestCharge)
{
    public long Refunded => LatestCharge is { ValueKind: JsonValueKind.Object } charge && charge.TryGetProperty("amount_refunded", out var refunded)
        ? refunded.GetInt64()
        : 0;
}

internal sealed record StripeRefund(string Id, string Status, string? FailureReason, Dictionary<string, string>? Metadata);

internal sealed record StripeRefunds(IReadOnlyList<StripeRefund> Data);

internal sealed record StripeMethod(string Id, StripeCard? Card);

internal sealed record StripeCard(string Brand, string Last4, int ExpMonth, int ExpYear);

internal sealed record StripeCustomer(string Id);

internal sealed record StripeIntents(IReadOnlyList<StripeIntent> Data, bool HasMore);

/// <param name="PaymentIntent">The intent that it is about, as it is.</param>
internal sealed record StripeError(string? Type, string? Code, string? DeclineCode, string? Param, StripeIntent? PaymentIntent);

internal sealed record StripeErrorBody(StripeError? Error);

internal sealed record StripeEvent(string? Id, string? Type, StripeEventData? Data);

internal sealed record StripeEventData(JsonElement Object);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StripeIntent))]
[JsonSerializable(typeof(StripeIntents))]
[JsonSerializable(typeof(StripeRefund))]
[JsonSerializable(typeof(StripeRefunds))]
[JsonSerializable(typeof(StripeMethod))]
[JsonSerializable(typeof(StripeCustomer))]
[JsonSerializable(typeof(StripeErrorBody))]
[JsonSerializable(typeof(StripeEvent))]
internal sealed partial class StripeJson : JsonSerializerContext;
