using Ecommerce.OrderService.Domain.Carts;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Features;

internal static class CartProblems
{
    /// <param name="basket">One without goods.</param>
    public static ProblemHttpResult Of(Basket basket) => basket switch
    {
        { UnknownSkus.IsEmpty: false } => Problems.Problem(
            StatusCodes.Status422UnprocessableEntity, "unknown-sku", "The shop does not sell this.", string.Join(", ", basket.UnknownSkus)),
        { MixesCurrencies: true } => Problems.Problem(
            StatusCodes.Status422UnprocessableEntity, "mixed-currencies", "An order has one currency."),
        _ => Problems.Problem(StatusCodes.Status400BadRequest, "cart-empty", "The cart is empty."),
    };
}
