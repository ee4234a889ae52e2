using Ecommerce.OrderService.Domain.Fulfilment;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Features.Deliver;

internal static class DeliverEndpoint
{
    public static RouteGroupBuilder MapDeliver(this RouteGroupBuilder orders)
    {
        orders.MapPost("{id:guid}/deliver", DeliverAsync).WithName("DeliverOrder").WithSummary("Records that an order was delivered")
            .ProducesCommand<OrderResponse>(StatusCodes.Status200OK)
            .RequirePermission(Permissions.OrdersWrite);
        return orders;
    }

    private static Task<IResult> DeliverAsync([AsParameters] OrderCommand command)
        => command.ExecuteAsync("deliver", Deliver, command.Responses.Ok);

    private static OrderOutcome Deliver(Order order, SagaContext context) => OrderOutcome.From(
        OrderActions.Deliver(order, context),
        () => OrderProblems.WrongStatus(order, "order-not-deliverable", "Only a shipped order can be delivered."));
}
