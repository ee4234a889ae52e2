using Ecommerce.Storefront.Infrastructure.Carts;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>The price of the cart with shipping and tax for a country.</summary>
internal static class QuotePages
{
    public static void MapQuotes(this IEndpointRouteBuilder routes) => routes.MapGet("/checkout/quote", QuoteAsync);

    private static async Task<IResult> QuoteAsync(
        string? country, string? discountCode, Session session, CheckoutQuotes quotes, CartReader carts,
        CancellationToken cancellationToken)
    {
        if (!session.SignedIn)
            return Results.Unauthorized();
        var quote = string.IsNullOrWhiteSpace(country) ? new(null, []) : await quotes.FindAsync(country, discountCode, cancellationToken);
        var cart = await carts.ReadAsync(cancellationToken);
        return new RazorComponentResult<QuotePanel>(new { Cart = cart, quote.Costs, quote.Messages });
    }
}
