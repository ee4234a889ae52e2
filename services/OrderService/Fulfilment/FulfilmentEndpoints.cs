using System.Security.Claims;
using Ecommerce.OrderService.Idempotency;
using Ecommerce.OrderService.Orders;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using static Ecommerce.OrderService.Fulfilment.FulfilmentProblems;

namespace Ecommerce.OrderService.Fulfilment;

internal static class FulfilmentEndpoints
{
    public static RouteGroupBuilder MapFulfilment(this RouteGroupBuilder orders)
    {
        orders.MapPost("{id:guid}/cancel", CancelAsync).WithName("CancelOrder").Answers(StatusCodes.Status200OK);
        orders.MapPost("{id:guid}/ship", ShipAsync).WithName("ShipOrder").Answers(StatusCodes.Status200OK).RequirePermission(Permissions.OrdersWrite);
        orders.MapPost("{id:guid}/deliver", DeliverAsync).WithName("DeliverOrder").Answers(StatusCodes.Status200OK).RequirePermission(Permissions.OrdersWrite);
        orders.MapPost("{id:guid}/refund", RefundAsync).WithName("RefundOrder").Answers(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).RequirePermission(Permissions.OrdersWrite);
        return orders;
    }

    private static RouteHandlerBuilder Answers(this RouteHandlerBuilder endpoint, int status) => endpoint
        .Produces<OrderResponse>(status)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<IResult> CancelAsync(
        Guid id, [FromHeader(Name = IdempotentRequest.Header)] string? key, ClaimsPrincipal user, OrderWork work, CancellationToken cancellationToken)
    {
        var errors = IdempotentRequest.Check(key);
        if (errors.Refusal(out var refusal))
            return Task.FromResult<IResult>(refusal);
        Guid? owner = user.HasPermission(Permissions.OrdersWrite) ? null : user.UserId();
        return work.RunAsync(
            IdempotentRequest.Of(user.UserId(), key!, $"POST /orders/{id}/cancel"), id, owner, StatusCodes.Status200OK,
            (order, clock) => (OrderActions.Cancel(order, clock), NotCancellable(order)), cancellationToken);
    }

    private static Task<IResult> ShipAsync(
        Guid id, ShipRequest request, [FromHeader(Name = IdempotentRequest.Header)] string? key, ClaimsPrincipal user, OrderWork work, CancellationToken cancellationToken)
    {
        var errors = IdempotentRequest.Check(key);
        request.Check(errors);
        if (errors.Refusal(out var refusal))
            return Task.FromResult<IResult>(refusal);
        return work.RunAsync(
            IdempotentRequest.Of(user.UserId(), key!, $"POST /orders/{id}/ship", request, OrderJson.Default.ShipRequest), id, owner: null, StatusCodes.Status200OK,
            (order, clock) => (OrderActions.Ship(order, request.Carrier!, request.TrackingNumber!, clock), NotShippable(order)), cancellationToken);
    }

    private static Task<IResult> DeliverAsync(
        Guid id, [FromHeader(Name = IdempotentRequest.Header)] string? key, ClaimsPrincipal user, OrderWork work, CancellationToken cancellationToken)
    {
        var errors = IdempotentRequest.Check(key);
        if (errors.Refusal(out var refusal))
            return Task.FromResult<IResult>(refusal);
        return work.RunAsync(
            IdempotentRequest.Of(user.UserId(), key!, $"POST /orders/{id}/deliver"), id, owner: null, StatusCodes.Status200OK,
            (order, clock) => (OrderActions.Deliver(order, clock), NotDeliverable(order)), cancellationToken);
    }

    private static Task<IResult> RefundAsync(
        Guid id, RefundRequest request, [FromHeader(Name = IdempotentRequest.Header)] string? key, ClaimsPrincipal user, OrderWork work, CancellationToken cancellationToken)
    {
        var errors = IdempotentRequest.Check(key);
        request.Check(errors);
        if (errors.Refusal(out var refusal))
            return Task.FromResult<IResult>(refusal);
        return work.RunAsync(
            IdempotentRequest.Of(user.UserId(), key!, $"POST /orders/{id}/refund", request, OrderJson.Default.RefundRequest), id, owner: null, StatusCodes.Status202Accepted,
            (order, clock) => (
                OrderActions.Refund(order, Guid.CreateVersion7(clock.Now), request.Amount ?? OrderActions.Refundable(order), request.Reason!, clock),
                NotRefundable(order)),
            cancellationToken);
    }
}
