using Ecommerce.OrderService.Domain.Fulfilment;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Features.Cancel;

internal static class CancelEndpoint
{
    public static RouteGroupBuilder MapCancel(this RouteGroupBuilder orders)
    {
        orders.MapPost("{id:guid}/cancel", CancelAsync).WithName("CancelOrder").WithSummary("Cancels an order that was not shipped yet")
            .ProducesCommand<OrderResponse>(StatusCodes.Status200OK);
        return orders;
    }

    private static Task<IResult> CancelAsync([AsParameters] OrderCommand command, LargeRefunds largeRefunds) => command.ExecuteAsync(
        "cancel",
        (order, context) => RefuseStaff(command, order, largeRefunds) is { } refusal
            ? OrderOutcome.Refuse(refusal)
            : Cancel(order, IsStaff(command, order), context),
        command.Responses.Ok);

    private static OrderOutcome Cancel(Order order, bool isStaff, SagaContext context) => OrderOutcome.From(
        isStaff ? OrderActions.CancelAsStaff(order, context) : OrderActions.Cancel(order, context),
        () => OrderProblems.WrongStatus(order, "order-not-cancellable", "The order can no longer be cancelled."));

    // The payment goes back as a whole. Buyers cancel their own orders as they are.
    private static ProblemHttpResult? RefuseStaff(OrderCommand command, Order order, LargeRefunds largeRefunds)
        => order.Status.IsPaid() && IsStaff(command, order)
            ? largeRefunds.Refuse(command.User, order.Total.Amount)
            : null;

    private static bool IsStaff(OrderCommand command, Order order) => command.User.UserId() != order.UserId;
}
