using System.Net;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Payments;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>
/// Buys the shopper's cart. A form that is sent twice, by a double click for example, leads to one order, and to its page.
/// </summary>
internal sealed class OrderPlacement(GatewayClient gateway, SavedCards cards, Session session, RepeatedForms forms)
{
    private static readonly Problem UnknownCard = new(
        null, "Choose another card.", null, (int)HttpStatusCode.BadRequest,
        new Dictionary<string, string[]>(StringComparer.Ordinal) { ["payWith"] = ["This card is no longer saved. Choose another."] });

    /// <exception cref="GatewayException">The API rejected the card or the order; see its problem.</exception>
    public async Task<Order> PlaceAsync(CheckoutForm form, Price expected, CancellationToken cancellationToken)
    {
        var token = form.SavedCard is { } card
            ? await FindTokenAsync(card, cancellationToken)
            : await AddCardAsync(form.ToCard(), cancellationToken);
        var request = new CheckoutRequest(
            token, expected, form.ToAddress(), Choices.Filled(form.DiscountCode), Choices.Filled(form.ShippingMethod));
        return await forms.SendAsync(
            () => gateway.SendAsync<CheckoutRequest, Order>(
                HttpMethod.Post, "/orders", request, session.AccessToken, cancellationToken, idempotencyKey: form.Key.ToString()),
            cancellationToken);
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
        return saved.FirstOrDefault(card => card.Id == id)?.Token ?? throw new GatewayException(HttpStatusCode.BadRequest, UnknownCard);
    }
}
