using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Saga;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Returns;

internal static class ReturnProblems
{
    public static ProblemHttpResult? Of(Order order, IReadOnlyList<Pieces> lines, int days, SagaClock clock)
    {
        if (!ReturnActions.IsReturnable(order, days, clock))
            return Problems.Problem(
                StatusCodes.Status409Conflict, "order-not-returnable", "The order cannot be sent back.",
                $"It is {order.Status}; an order can be sent back within {days} days of its delivery.");
        var (i, line) = lines.Index().FirstOrDefault(line => line.Item.Quantity > ReturnActions.Returnable(order, line.Item.Sku));
        return line is null ? null : Problems.Field(
            StatusCodes.Status422UnprocessableEntity, "return-exceeds-delivery", "More is sent back than was delivered.",
            $"lines[{i}].quantity", $"must be at most {ReturnActions.Returnable(order, line.Sku)}");
    }

    public static ProblemHttpResult WrongStatus(Order order, Guid id) => order.Return(id) is { } known
        ? Problems.Problem(StatusCodes.Status409Conflict, "return-in-other-status", "The return's status does not allow it.", $"It is {known.Status}.")
        : Problems.NotFound("return");
}
