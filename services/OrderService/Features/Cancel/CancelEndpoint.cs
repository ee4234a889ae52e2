using Ecommerce.OrderService.Domain.Fulfilment;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;

namespace Ecommerce.OrderService.Features.Cancel;

internal static class CancelEndpoint
{
    public static RouteGroupBuilder MapCancel(this RouteGroupBuilder orders)
    {
        orders.MapPost("{id:guid}/cancel", CancelAsync).WithName("CancelOrder").WithSummary("Cancels an order that was not shipped yet")
            .ProducesCommand<OrderResponse>(StatusCodes.Status200OK);
        return orders;
    }

    private static Task<IResult> CancelAsync([AsParameters] OrderCommand command)
        => command.ExecuteAsync("cancel", Cancel, command.Responses.Ok);

    private static OrderOutcome Cancel(Order order, SagaContext context) => OrderOutcome.From(
        OrderActions.Cancel(order, context),
        () => OrderProblems.WrongStatus(order, "order-not-cancellable", "The order can no longer be cancelled."));
}
