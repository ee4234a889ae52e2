using Ecommerce.Storefront.Account;
using Ecommerce.Storefront.Cart;
using Ecommerce.Storefront.Gateway;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Orders;

/// <summary>What the cart costs once it is known where it goes.</summary>
internal static class QuotePages
{
    public static void MapQuotes(this IEndpointRouteBuilder routes) => routes.MapGet("/checkout/quote", QuoteAsync);

    private static async Task<IResult> QuoteAsync(
        string? country, string? discountCode, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        if (!session.SignedIn)
            return Results.Unauthorized();
        var cart = await CartPages.ReadAsync(gateway, session, cancellationToken);
        if (string.IsNullOrWhiteSpace(country))
            return Panel(cart, null, []);
        try
        {
            var asked = new QuoteRequest(new(country), AddressForm.Code(discountCode));
            var costs = await gateway.SendAsync<QuoteRequest, Costs>(HttpMethod.Post, "/orders/quote", asked, session.AccessToken, cancellationToken);
            return Panel(cart, costs, []);
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 400 or 422)
        {
            return Panel(cart, null, refusal.Problem.Messages());
        }
    }

    private static RazorComponentResult<QuotePanel> Panel(ShoppingCart cart, Costs? costs, IEnumerable<string> messages)
        => new(new { Cart = cart, Costs = costs, Messages = messages });
}
