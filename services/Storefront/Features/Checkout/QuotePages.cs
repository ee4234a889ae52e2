using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>The price of the cart with shipping and tax for a country, and the shipping methods there.</summary>
internal static class QuotePages
{
    public static void MapQuotes(this IEndpointRouteBuilder routes) => routes.MapGet("/checkout/quote", QuoteAsync);

    private static async Task<IResult> QuoteAsync(
        string? country, string? discountCode, string? shippingMethod, Session session, CheckoutReader checkout,
        CancellationToken cancellationToken)
    {
        if (!session.SignedIn)
            return Results.Unauthorized();
        var form = AddressForm.Empty with { Country = country ?? "", DiscountCode = discountCode, ShippingMethod = shippingMethod };
        return new RazorComponentResult<QuoteUpdate>(
            new { State = await checkout.PriceAsync(form, cancellationToken) });
    }
}
