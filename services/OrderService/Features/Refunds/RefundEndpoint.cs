using Ecommerce.OrderService.Domain.Fulfilment;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Features.Refunds;

internal static class RefundEndpoint
{
    public static RouteGroupBuilder MapRefund(this RouteGroupBuilder orders)
    {
        orders.MapPost("{id:guid}/refund", RefundAsync).WithName("RefundOrder").WithSummary("Refunds an order, or a part of it")
            .ProducesCommand<OrderResponse>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .RequirePermission(Permissions.OrdersWrite);
        return orders;
    }

    private static Task<IResult> RefundAsync(
        [AsParameters] OrderCommand command, RefundRequest request, LargeRefunds largeRefunds)
        => command.ExecuteAsync(
            "refund", request, OrderJson.Default.RefundRequest,
            (order, context) => Refund(order, request, context, amount => largeRefunds.Refuse(command.User, amount)),
            command.Responses.Accepted);

    /// <param name="refuse">The problem of a caller who may not refund so much of an order without a recent sign-in.</param>
    private static OrderOutcome Refund(
        Order order, RefundRequest request, SagaContext context, Func<decimal, ProblemHttpResult?> refuse)
    {
        if (request.CheckAgainst(order).TryGetProblem(out var problem))
            return OrderOutcome.Refuse(problem);
        if (request.ToRefund(order, Guid.CreateVersion7(context.Now)) is not { } refund)
            return OrderOutcome.Refuse(NotRefundable(order));
        if (refuse(order.RefundsRequested + refund.Amount) is { } tooOld)
            return OrderOutcome.Refuse(tooOld);
        return OrderOutcome.From(OrderActions.Refund(order, refund, context), () => NotRefundable(order));
    }

    private static ProblemHttpResult NotRefundable(Order order) => order.Status.IsPaid() || order.Status is OrderStatus.Refunded
        ? Problems.Problem(
            StatusCodes.Status422UnprocessableEntity, "refund-exceeds-payment", "The refund is more than what is left of the payment.",
            $"At most {OrderActions.Refundable(order)} {order.Total.Currency} can be refunded.")
        : OrderProblems.WrongStatus(order, "order-not-refundable", "Only a paid order can be refunded.");
}
