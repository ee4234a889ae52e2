using Ecommerce.PaymentService.Payments;
using Stripe;
using Refund = Stripe.Refund;

namespace Ecommerce.PaymentService.Provider.Stripe;

/// <summary>What Stripe's words mean here.</summary>
internal static class StripeAnswers
{
    public const string OrderId = "order_id";
    public const string RefundId = "refund_id";

    public static ProviderAnswer Of(PaymentIntent intent) => intent switch
    {
        { Status: "succeeded" } => ProviderAnswer.Done(intent.Id),
        { Status: "canceled" } => ProviderAnswer.Refused(FailureReasons.OrderCancelled),
        // Nobody is there to authenticate: the shopper has left the page, and never gets the intent's secret.
        { Status: "requires_action" } => ProviderAnswer.Refused("authentication-required"),
        { Status: "requires_payment_method", LastPaymentError: { } error } => ProviderAnswer.Refused(ReasonOf(error)),
        _ => ProviderAnswer.Pending(intent.Id),
    };

    public static ProviderAnswer Of(Refund refund) => refund.Status switch
    {
        "succeeded" => ProviderAnswer.Done(refund.Id),
        "failed" or "canceled" => ProviderAnswer.Refused(refund.FailureReason ?? "refund-failed"),
        _ => ProviderAnswer.Pending(refund.Id),
    };

    public static string ReasonOf(StripeError error) => (error.DeclineCode ?? error.Code, error.Type) switch
    {
        ("insufficient_funds", _) => "insufficient-funds",
        ("authentication_required", _) => "authentication-required",
        ("expired_card", _) => "card-expired",
        (_, "card_error") => "card-declined",
        ("resource_missing", _) when error.Param == "payment_method" => "unknown-token",
        ("amount_too_small" or "amount_too_large", _) => "amount-not-accepted",
        _ => "rejected-by-provider",
    };

    /// <summary>Null: it is not of an order of this shop.</summary>
    public static ProviderRecord? RecordOf(PaymentIntent intent)
        => IdIn(intent.Metadata, OrderId) is not { } orderId
            ? null
            : new(
                orderId, intent.Id, Of(intent), MinorUnits.Money(intent.Amount, intent.Currency),
                MinorUnits.Money(intent.LatestCharge?.AmountRefunded ?? 0, intent.Currency).Amount);

    public static Guid? IdIn(Dictionary<string, string>? metadata, string name)
        => metadata?.TryGetValue(name, out var text) == true && Guid.TryParse(text, out var id) ? id : null;
}
