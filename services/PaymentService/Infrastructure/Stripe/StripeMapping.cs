using Ecommerce.PaymentService.Domain;
using Stripe;
using Refund = Stripe.Refund;

namespace Ecommerce.PaymentService.Infrastructure.Stripe;

/// <summary>Maps Stripe's objects and error codes to results, reasons and records.</summary>
internal static class StripeMapping
{
    public const string OrderIdKey = "order_id";
    public const string RefundIdKey = "refund_id";

    public static ProviderResult ToResult(PaymentIntent intent) => intent switch
    {
        { Status: "succeeded" } => ProviderResult.Succeeded(intent.Id),
        { Status: "canceled" } => ProviderResult.Refused(FailureReasons.OrderCancelled),
        // The shopper has left the page and cannot authenticate.
        { Status: "requires_action" } => ProviderResult.Refused("authentication-required"),
        { Status: "requires_payment_method", LastPaymentError: { } error } => ProviderResult.Refused(ToReason(error)),
        _ => ProviderResult.Pending(intent.Id),
    };

    public static ProviderResult ToResult(Refund refund) => refund.Status switch
    {
        "succeeded" => ProviderResult.Succeeded(refund.Id),
        "failed" or "canceled" => ProviderResult.Refused(refund.FailureReason ?? "refund-failed"),
        _ => ProviderResult.Pending(refund.Id),
    };

    public static string ToReason(StripeError error) => (error.DeclineCode ?? error.Code, error.Type) switch
    {
        ("insufficient_funds", _) => "insufficient-funds",
        ("authentication_required", _) => "authentication-required",
        ("expired_card", _) => "card-expired",
        (_, "card_error") => "card-declined",
        ("resource_missing", _) when error.Param == "payment_method" => "unknown-token",
        ("amount_too_small" or "amount_too_large", _) => "amount-not-accepted",
        _ => "rejected-by-provider",
    };

    /// <returns>Null where the intent does not belong to an order of this shop.</returns>
    public static ProviderRecord? ToRecord(PaymentIntent intent)
    {
        if (FindId(intent.Metadata, OrderIdKey) is not { } orderId)
            return null;
        var refunded = MinorUnits.ToMoney(intent.LatestCharge?.AmountRefunded ?? 0, intent.Currency);
        // Of an authorisation, what was captured of it.
        var amount = intent.AmountReceived > 0 ? intent.AmountReceived : intent.Amount;
        return new(orderId, intent.Id, ToResult(intent), MinorUnits.ToMoney(amount, intent.Currency), refunded.Amount);
    }

    public static Guid? FindId(Dictionary<string, string>? metadata, string name)
        => metadata?.TryGetValue(name, out var text) == true && Guid.TryParse(text, out var id) ? id : null;
}
