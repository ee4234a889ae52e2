using Ecommerce.OrderService.Domain.Fulfilment;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.OrderService.Features.Ship;

internal static class ShipEndpoint
{
    public static RouteGroupBuilder MapShip(this RouteGroupBuilder orders)
    {
        orders.MapPost("{id:guid}/ship", ShipAsync).WithName("ShipOrder").WithSummary("Records that an order was shipped")
            .ProducesCommand<OrderResponse>(StatusCodes.Status200OK)
            .RequirePermission(Permissions.OrdersWrite);
        return orders;
    }

    private static Task<IResult> ShipAsync([AsParameters] OrderCommand command, ShipRequest request) => command.ExecuteAsync(
        "ship", request, OrderJson.Default.ShipRequest, (order, context) => Ship(order, request, context), command.Responses.Ok);

    private static OrderOutcome Ship(Order order, ShipRequest request, SagaContext context) => OrderOutcome.From(
        OrderActions.Ship(order, request.Carrier!, request.TrackingNumber!, context),
        () => OrderProblems.WrongStatus(order, "order-not-shippable", "Only a confirmed order can be shipped."));
}

internal sealed record ShipRequest(string? Carrier, string? TrackingNumber) : IValidated
{
    private const int MaxLength = 100;

    public void Check(FieldErrors errors)
    {
        errors.CheckText("carrier", Carrier, MaxLength).CheckText("trackingNumber", TrackingNumber, MaxLength);
    }
}
