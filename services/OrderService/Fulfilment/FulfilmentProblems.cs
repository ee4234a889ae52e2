using Ecommerce.OrderService.Orders;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Fulfilment;

internal static class FulfilmentProblems
{
    public static IResult NotCancellable(Order order) => WrongStatus(order, "order-not-cancellable", "The order can no longer be cancelled.");

    public static IResult NotShippable(Order order) => WrongStatus(order, "order-not-shippable", "Only a confirmed order can be shipped.");

    public static IResult NotDeliverable(Order order) => WrongStatus(order, "order-not-deliverable", "Only a shipped order can be delivered.");

    public static IResult NotRefundable(Order order) => order.Status.IsPaid() || order.Status is OrderStatus.Refunded
        ? Problems.Problem(
            StatusCodes.Status422UnprocessableEntity, "refund-exceeds-payment", "The refund is more than what is left of the payment.",
            $"At most {OrderActions.Refundable(order)} {order.Total.Currency} can be refunded.")
        : WrongStatus(order, "order-not-refundable", "Only a paid order can be refunded.");

    private static ProblemHttpResult WrongStatus(Order order, string name, string title)
        => Problems.Problem(StatusCodes.Status409Conflict, name, title, $"It is {order.Status}.");
}
