using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>What the shopper's cart costs with discount, shipping and tax.</summary>
internal sealed class CheckoutQuotes(GatewayClient gateway, Session session)
{
    public Task<Quote> FindAsync(AddressForm form, CancellationToken cancellationToken)
        => FindAsync(form.Country, form.DiscountCode, cancellationToken);

    public async Task<Quote> FindAsync(string country, string? discountCode, CancellationToken cancellationToken)
    {
        try
        {
            var request = new QuoteRequest(new(country), AddressForm.Code(discountCode));
            return new(
                await gateway.SendAsync<QuoteRequest, Costs>(
                    HttpMethod.Post, "/orders/quote", request, session.AccessToken, cancellationToken),
                []);
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 400 or 409 or 422)
        {
            return new(null, refusal.Problem.Messages());
        }
    }
}

/// <param name="Costs">Null where there is none, and <paramref name="Messages"/> say why.</param>
internal sealed record Quote(Costs? Costs, IEnumerable<string> Messages);
