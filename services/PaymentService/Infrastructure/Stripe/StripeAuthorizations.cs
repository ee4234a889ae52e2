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
internal sealed class StripeAuthorizations(
    StripeCustomers customers, StripePaymentIntents intents, AuthorizationStore authorizations) : IBrowserPayments
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

    /// <summary>The card that the shopper authorised it with, which can be saved.</summary>
    /// <exception cref="MethodRefusedException">It is not the owner's, or nobody has authorised it.</exception>
    public async Task<ProviderMethod> FindMethodAsync(Guid owner, string token, CancellationToken cancellationToken)
    {
        var isOwn = await authorizations.IsOwnAsync(owner, token, cancellationToken);
        var intent = isOwn ? await intents.RetrieveAsync(token, cancellationToken) : null;
        return intent?.PaymentMethod?.Card is { } card
            ? new(intent.PaymentMethod.Id, card.Brand, card.Last4, (int)card.ExpMonth, (int)card.ExpYear)
            : throw new MethodRefusedException("unknown-token");
    }

    /// <summary>Takes what the order costs of what was authorised; what is left is released.</summary>
    public async Task<ProviderResult> CaptureAsync(Capture capture, CancellationToken cancellationToken)
    {
        if (!await authorizations.ClaimAsync(capture.Owner, capture.Token, capture.OrderId, cancellationToken)
            || await intents.RetrieveAsync(capture.Token, cancellationToken) is not { } intent)
            return ProviderResult.Refused("unknown-token");
        if (intent.Status is "requires_payment_method" or "requires_confirmation" or "requires_action")
            return ProviderResult.Refused("authentication-required");
        if (intent.Status is not "requires_capture")
            return StripeMapping.ToResult(intent);
        var isEnough = MinorUnits.FromMoney(capture.Amount) <= intent.AmountCapturable
            && string.Equals(intent.Currency, capture.Amount.Currency, StringComparison.OrdinalIgnoreCase);
        return isEnough
            ? StripeProvider.ToResult(await intents.CaptureAsync(capture, cancellationToken))
            : await RefuseAsync(capture, cancellationToken);
    }

    /// <summary>An authorisation that another order has taken is left alone: this one has captured nothing.</summary>
    public async Task<ProviderResult> VoidAsync(Capture capture, CancellationToken cancellationToken)
        => await authorizations.ClaimAsync(capture.Owner, capture.Token, capture.OrderId, cancellationToken)
            ? StripeProvider.ToResult(await intents.CancelAsync(capture.Token, cancellationToken))
            : ProviderResult.Refused(FailureReasons.OrderCancelled);

    private async Task<ProviderResult> RefuseAsync(Capture capture, CancellationToken cancellationToken)
    {
        await intents.CancelAsync(capture.Token, cancellationToken);
        return ProviderResult.Refused("amount-not-accepted");
    }
}
