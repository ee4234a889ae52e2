using Ecommerce.OrderService.Domain.Fulfilment;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Features.Returns;

internal static class ReturnProblems
{
    /// <summary>Why these pieces cannot be returned; null where they can.</summary>
    public static ProblemHttpResult? Find(Order order, IReadOnlyList<SkuQuantity> items, int days, SagaContext context)
    {
        if (!ReturnActions.IsReturnable(order, days, context))
        {
            return Problems.Problem(
                StatusCodes.Status409Conflict, "order-not-returnable", "The order cannot be sent back.",
                $"It is {order.Status}; an order can be sent back within {days} days of its delivery.");
        }

        foreach (var (i, item) in items.Index())
        {
            var returnable = ReturnActions.Returnable(order, item.Sku);
            if (item.Quantity > returnable)
                return ExceedsDelivery(i, returnable);
        }

        return null;
    }

    public static ProblemHttpResult WrongStatus(Order order, Guid id) => order.FindReturn(id) is { } known
        ? Problems.Problem(
            StatusCodes.Status409Conflict, "return-in-other-status", "The return's status does not allow it.", $"It is {known.Status}.")
        : Problems.NotFound("return");

    private static ProblemHttpResult ExceedsDelivery(int line, int returnable) => Problems.Field(
        StatusCodes.Status422UnprocessableEntity, "return-exceeds-delivery", "More is sent back than was delivered.",
        $"lines[{line}].quantity", $"must be at most {returnable}");
}
