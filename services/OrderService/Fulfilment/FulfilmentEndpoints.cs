using System.Text.Json;
using Ecommerce.OrderService.Idempotency;
using Ecommerce.OrderService.Orders;
using Ecommerce.ServiceDefaults;
using static Ecommerce.OrderService.Fulfilment.FulfilmentProblems;

namespace Ecommerce.OrderService.Fulfilment;

internal static class FulfilmentEndpoints
{
    public static RouteGroupBuilder MapFulfilment(this RouteGroupBuilder orders)
    {
        orders.MapPost("{id:guid}/cancel", CancelAsync).WithName("CancelOrder").Answers<OrderResponse>(StatusCodes.Status200OK);
        orders.MapPost("{id:guid}/ship", ShipAsync).WithName("ShipOrder")
            .Answers<OrderResponse>(StatusCodes.Status200OK).RequirePermission(Permissions.OrdersWrite);
        orders.MapPost("{id:guid}/deliver", DeliverAsync).WithName("DeliverOrder")
            .Answers<OrderResponse>(StatusCodes.Status200OK).RequirePermission(Permissions.OrdersWrite);
        orders.MapPost("{id:guid}/refund", RefundAsync).WithName("RefundOrder")
            .Answers<OrderResponse>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).RequirePermission(Permissions.OrdersWrite);
        return orders;
    }

    public static RouteHandlerBuilder Answers<TAnswer>(this RouteHandlerBuilder endpoint, int status) => endpoint
        .Produces<TAnswer>(status)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<IResult> CancelAsync([AsParameters] OrderChange change)
        => change.RunAsync("cancel", Answer(), (order, clock) => (OrderActions.Cancel(order, clock), NotCancellable(order)));

    private static Task<IResult> ShipAsync([AsParameters] OrderChange change, ShipRequest request)
        => change.RunAsync("ship", request, OrderJson.Default.ShipRequest, Answer(), (order, clock) =>
            (OrderActions.Ship(order, request.Carrier!, request.TrackingNumber!, clock), NotShippable(order)));

    private static Task<IResult> DeliverAsync([AsParameters] OrderChange change)
        => change.RunAsync("deliver", Answer(), (order, clock) => (OrderActions.Deliver(order, clock), NotDeliverable(order)));

    private static Task<IResult> RefundAsync([AsParameters] OrderChange change, RefundRequest request)
        => change.RunAsync("refund", request, OrderJson.Default.RefundRequest, Answer(StatusCodes.Status202Accepted), (order, clock) =>
        {
            if (request.CheckAgainst(order).Refusal(out var refusal))
                return (null, refusal);
            var refund = request.ToRefund(order, Guid.CreateVersion7(clock.Now));
            return (refund is null ? null : OrderActions.Refund(order, refund, clock), NotRefundable(order));
        });

    private static OrderAnswer Answer(int status = StatusCodes.Status200OK) => (order, history) => new StoredAnswer(
        status, null, JsonSerializer.Serialize(OrderResponse.From(order, history), OrderJson.Default.OrderResponse));
}
