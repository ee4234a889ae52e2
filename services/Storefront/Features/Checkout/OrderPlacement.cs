using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>
/// Buys the shopper's cart. A form that is sent twice, by a double click for example, leads to one order, and to its page.
/// </summary>
internal sealed class OrderPlacement(GatewayClient gateway, Session session, RepeatedForms forms)
{
    /// <exception cref="GatewayException">The API rejected the card or the order; see its problem.</exception>
    public async Task<Order> PlaceAsync(CheckoutForm form, Price expected, CancellationToken cancellationToken)
    {
        var method = await gateway.SendAsync<Card, PaymentMethod>(
            HttpMethod.Post, "/payments/methods", form.ToCard(), session.AccessToken, cancellationToken);
        var request = new CheckoutRequest(
            method.Token, expected, form.ToAddress(), Choices.Filled(form.DiscountCode), Choices.Filled(form.ShippingMethod));
        return await forms.SendAsync(
            () => gateway.SendAsync<CheckoutRequest, Order>(
                HttpMethod.Post, "/orders", request, session.AccessToken, cancellationToken, idempotencyKey: form.Key.ToString()),
            cancellationToken);
    }
}
