using Ecommerce.Contracts;
using Ecommerce.PaymentService.Domain;
using Ecommerce.PaymentService.Infrastructure.Postgres;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Stripe;

namespace Ecommerce.PaymentService.Infrastructure.Stripe;

/// <summary>
/// Payment intents that the shopper's browser confirms, 3-D Secure included: they hold the money. The order then captures it. Its token is
/// the intent's id, <c>pi_...</c>.
/// </summary>
internal sealed partial class StripeAuthorizations(
    StripeCustomers customers, StripePaymentIntents intents, AuthorizationStore authorizations, ILogger<StripeAuthorizations> logger)
    : IBrowserPayments
{
    private const string Prefix = "pi_";

    public static bool IsAuthorization(string token) => token.StartsWith(Prefix, StringComparison.Ordinal);

    public async Task<Authorization> BeginAsync(Guid owner, Money amount, string? method, bool save, CancellationToken cancellationToken)
    {
        var minor = MinorUnits.FromMoney(amount) ?? throw new MethodRefusedException("amount-not-accepted");
        var customer = await customers.EnsureAsync(owner, cancellationToken);
        var (intent, error) = await intents.AuthorizeAsync(customer, minor, amount.Currency, method, save, cancellationToken);
        if (intent is null)
            throw new MethodRefusedException(StripeMapping.ToReason(error!));
        await authorizations.AddAsync(owner, intent.Id, cancellationToken);
        return new(intent.Id, intent.ClientSecret);
    }

    public Task CancelAsync(string token, CancellationToken cancellationToken) => intents.CancelAsync(token, cancellationToken);

    public async Task<Money?> FindHeldAsync(Guid owner, string token, CancellationToken cancellationToken)
    {
        var isUsable = IsAuthorization(token) && await authorizations.IsUsableAsync(owner, token, cancellationToken);
        return isUsable && await intents.RetrieveAsync(token, cancellationToken) is { Status: "requires_capture" } intent
            ? MinorUnits.ToMoney(intent.AmountCapturable, intent.Currency)
            : null;
    }

    /// <summary>The card that the shopper authorised it with, which can be saved where the shopper agreed to that.</summary>
    /// <exception cref="MethodRefusedException">It is not the owner's, nobody has authorised it, or it was not to be saved.</exception>
    public async Task<ProviderMethod> FindMethodAsync(Guid owner, string token, CancellationToken cancellationToken)
    {
        var isOwn = await authorizations.IsOwnAsync(owner, token, cancellationToken);
        var intent = isOwn ? await intents.RetrieveAsync(token, cancellationToken) : null;
        return intent is { Status: "requires_capture" or "succeeded", SetupFutureUsage: "off_session", PaymentMethod.Card: { } card }
            ? new(intent.PaymentMethod.Id, card.Brand, card.Last4, (int)card.ExpMonth, (int)card.ExpYear)
            : throw new MethodRefusedException("unknown-token");
    }

    /// <summary>Takes what the order costs of what was authorised; what is left is released.</summary>
    public async Task<ProviderResult> CaptureAsync(Capture capture, CancellationToken cancellationToken)
    {
        if (!await authorizations.ClaimAsync(capture.Owner, capture.Token, capture.OrderId, cancellationToken)
            || await intents.RetrieveAsync(capture.Token, cancellationToken) is not { } intent)
            return ProviderResult.Refused("unknown-token");
        return intent.Status switch
        {
            "requires_payment_method" or "requires_confirmation" or "requires_action"
                => await RefuseAsync(capture, "authentication-required", cancellationToken),
            "requires_capture" when !IsEnough(intent, capture) => await RefuseAsync(capture, "amount-not-accepted", cancellationToken),
            "requires_capture" => await SettleAsync(capture, await intents.CaptureAsync(capture, cancellationToken), cancellationToken),
            _ => ToResult(intent, capture),
        };
    }

    /// <summary>An authorisation that another order has taken is left alone: this one has captured nothing.</summary>
    public async Task<ProviderResult> VoidAsync(Capture capture, CancellationToken cancellationToken)
        => await authorizations.ClaimAsync(capture.Owner, capture.Token, capture.OrderId, cancellationToken)
            ? StripeProvider.ToResult(await intents.CancelAsync(capture.Token, cancellationToken))
            : ProviderResult.Refused(FailureReasons.OrderCancelled);

    private static bool IsEnough(PaymentIntent intent, Capture capture)
        => MinorUnits.FromMoney(capture.Amount) <= intent.AmountCapturable && IsSameCurrency(intent, capture);

    /// <summary>Whether the money was taken for this order, and as much as it costs.</summary>
    private static bool IsCaptured(PaymentIntent intent, Capture capture)
        => StripeMapping.FindId(intent.Metadata, StripeMapping.OrderIdKey) == capture.OrderId
            && intent.AmountReceived == MinorUnits.FromMoney(capture.Amount) && IsSameCurrency(intent, capture);

    private static bool IsSameCurrency(PaymentIntent intent, Capture capture)
        => string.Equals(intent.Currency, capture.Amount.Currency, StringComparison.OrdinalIgnoreCase);

    /// <summary>A capture that came too late has the intent in its current state, which decides.</summary>
    private async Task<ProviderResult> SettleAsync(
        Capture capture, StripeReply<PaymentIntent> reply, CancellationToken cancellationToken)
        => (reply.Value ?? reply.Error?.PaymentIntent) is { Status: not "requires_capture" } intent
            ? ToResult(intent, capture)
            : await RefuseAsync(
                capture, reply.Error is { } error ? StripeMapping.ToReason(error) : "rejected-by-provider", cancellationToken);

    /// <summary>What was taken by other means than this order's capture does not pay for it.</summary>
    private ProviderResult ToResult(PaymentIntent intent, Capture capture)
    {
        if (intent.Status is not "succeeded" || IsCaptured(intent, capture))
            return StripeMapping.ToResult(intent);
        LogOtherCapture(intent.Id, capture.OrderId);
        return ProviderResult.Refused("amount-not-accepted");
    }

    /// <summary>No other order can use it: so the money is released at once.</summary>
    private async Task<ProviderResult> RefuseAsync(Capture capture, string reason, CancellationToken cancellationToken)
    {
        await intents.CancelAsync(capture.Token, cancellationToken);
        return ProviderResult.Refused(reason);
    }

    [LoggerMessage(LogLevel.Error, "Payment intent {PaymentIntent} was captured, but not for order {OrderId} or not for what it costs")]
    private partial void LogOtherCapture(string paymentIntent, Guid orderId);
}
