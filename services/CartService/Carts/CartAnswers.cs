using Ecommerce.CartService.Catalogue;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CartService.Carts;

/// <summary>Says what became of a change: the cart at today's prices, or why not.</summary>
internal sealed class CartAnswers(Prices prices)
{
    public async Task<Ok<CartResponse>> PricedAsync(Cart cart, CancellationToken cancellationToken)
        => TypedResults.Ok(CartResponse.Of(cart, await prices.FindAsync([.. cart.Lines.Select(l => l.Sku)], cancellationToken)));

    public async Task<Results<Ok<CartResponse>, ProblemHttpResult>> AnswerAsync(CartOutcome outcome, CancellationToken cancellationToken)
        => outcome.Cart is { } cart ? await PricedAsync(cart, cancellationToken) : Refused(outcome.Code);

    private static ProblemHttpResult Refused(string code) => code switch
    {
        "unknown-sku" => Problems.Problem(StatusCodes.Status404NotFound, code, "The catalogue does not sell this SKU."),
        "not-enough-stock" => Conflict(code, "There are not that many pieces left."),
        "too-many-pieces" => Conflict(code, $"A cart holds at most {CartStore.MaxPieces} pieces of a SKU."),
        "too-many-lines" => Conflict(code, $"A cart holds at most {CartStore.MaxLines} different SKUs."),
        "other-currency" => Conflict(code, "A cart has one currency."),
        _ => Problems.NotFound("cart"),
    };

    private static ProblemHttpResult Conflict(string code, string title) => Problems.Problem(StatusCodes.Status409Conflict, code, title);
}
