using System.Net;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Ecommerce.Storefront.Infrastructure.Payments;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>
/// Buys the shopper's cart. A form that is sent twice, by a double click for example, leads to one order, and to its page.
/// </summary>
internal sealed class OrderPlacement(
    GatewayClient gateway, SavedCards cards, Session session, RepeatedForms forms, IOptions<StripeOptions> stripe,
    IStringLocalizer<Texts> texts)
{
    private static readonly string UnknownCard = Texts.Key("This card is no longer saved. Choose another.");

    private static readonly string NoCard = Texts.Key("Choose a saved card, or enter one: that needs JavaScript.");

    private static readonly string NoAnswer = Texts.Key("The payment provider does not answer. Please try again in a little while.");

    /// <exception cref="GatewayException">The API rejected the card or the order; see its problem.</exception>
    public async Task<Order> PlaceAsync(CheckoutForm form, Price expected, CancellationToken cancellationToken)
    {
        var token = await PayAsync(form, expected, cancellationToken);
        var request = new CheckoutRequest(
            token, expected, form.ToAddress(), form.DiscountCode.OrNull(), form.ShippingMethod.OrNull());
        return await forms.SendAsync(
            () => gateway.SendAsync<CheckoutRequest, Order>(
                HttpMethod.Post, "/orders", request, session.AccessToken, cancellationToken, idempotencyKey: form.Key.ToString()),
            cancellationToken);
    }

    /// <summary>Nothing is bought yet: where payments are down the form is shown again.</summary>
    private async Task<string?> PayAsync(CheckoutForm form, Price expected, CancellationToken cancellationToken)
    {
        try
        {
            return await TokenAsync(form, expected, cancellationToken);
        }
        catch (Exception outage) when (outage.IsOutage())
        {
            throw Choice(NoAnswer);
        }
    }

    private GatewayException Choice(string message) => new(
        HttpStatusCode.BadRequest,
        new(
            null, message, null, (int)HttpStatusCode.BadRequest,
            new Dictionary<string, string[]>(StringComparer.Ordinal) { ["payWith"] = [texts[message]] }));

    /// <returns>Null where Stripe has nothing to authorise: a discount pays for all.</returns>
    private async Task<string?> TokenAsync(CheckoutForm form, Price expected, CancellationToken cancellationToken) => form switch
    {
        _ when stripe.Value.IsConfigured && expected.Amount == 0 => null,
        { PaymentToken: { Length: > 0 } authorized } when stripe.Value.IsConfigured
            => await AuthorizedAsync(authorized, form, cancellationToken),
        { SavedCard: { } card } => await FindTokenAsync(card, cancellationToken),
        _ when stripe.Value.IsConfigured => throw Choice(NoCard),
        _ => await AddCardAsync(form.ToCard(), cancellationToken),
    };

    /// <summary>A card that cannot be saved pays all the same.</summary>
    private async Task<string> AuthorizedAsync(string token, CheckoutForm form, CancellationToken cancellationToken)
    {
        if (form is { SaveCard: true, SavedCard: null })
            await OptionalPart.ReadAsync(
                async wait => await gateway.SendAsync<CardToken, PaymentMethod>(
                    HttpMethod.Post, "/payments/methods", new(token, Save: true), session.AccessToken, wait),
                cancellationToken);
        return token;
    }

    private async Task<string> AddCardAsync(Card card, CancellationToken cancellationToken)
    {
        var added = await gateway.SendAsync<Card, PaymentMethod>(
            HttpMethod.Post, "/payments/methods", card, session.AccessToken, cancellationToken);
        return added.Token;
    }

    /// <summary>Of one of the shopper's own: whatever else the form names is refused.</summary>
    private async Task<string> FindTokenAsync(Guid id, CancellationToken cancellationToken)
    {
        var saved = await cards.ListAsync(cancellationToken);
        return saved.FirstOrDefault(card => card.Id == id)?.Token ?? throw Choice(UnknownCard);
    }
}
