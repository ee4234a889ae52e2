using Ecommerce.CartService.Domain;
using Ecommerce.CartService.Infrastructure.Clients;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CartService.Features;

/// <summary>Responds to a change: the cart at current prices, or why it was refused.</summary>
internal sealed class CartResponder(CatalogPriceCache prices)
{
    public async Task<Results<Ok<CartResponse>, ProblemHttpResult>> RespondAsync(CartOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Cart is not { } cart)
            return Refused(outcome.Code);
        var variants = await prices.FindAsync([.. cart.Lines.Select(line => line.Sku)], cancellationToken);
        return TypedResults.Ok(CartResponse.From(cart, variants));
    }

    private static ProblemHttpResult Refused(string code) => code switch
    {
        "unknown-sku" => Problems.Problem(StatusCodes.Status404NotFound, code, "The catalogue does not sell this SKU."),
        "not-enough-stock" => Conflict(code, "There are not that many pieces left."),
        "too-many-pieces" => Conflict(code, $"A cart holds at most {CartLimits.MaxQuantity} pieces of a SKU."),
        "too-many-lines" => Conflict(code, $"A cart holds at most {CartLimits.MaxLines} different SKUs."),
        "no-longer-sold" => Conflict(code, "The product in the cart is no longer sold: its SKU belongs to another one now."),
        "other-currency" => Conflict(code, "A cart has one currency."),
        _ => Problems.NotFound("cart"),
    };

    private static ProblemHttpResult Conflict(string code, string title) => Problems.Problem(StatusCodes.Status409Conflict, code, title);
}
