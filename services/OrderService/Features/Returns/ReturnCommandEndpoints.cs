using System.Text.Json;
using Ecommerce.OrderService.Domain.Fulfilment;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;
using Ecommerce.OrderService.Infrastructure.Idempotency;
using Ecommerce.OrderService.Infrastructure.Settings;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Features.Returns;

internal static class ReturnCommandEndpoints
{
    public static void MapReturnCommands(this RouteGroupBuilder returns)
    {
        returns.MapPost("", RequestAsync).WithName("RequestReturn").WithSummary("Requests the return of lines of an order")
            .ProducesCommand<ReturnResponse>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        returns.MapPost("{returnId:guid}/approve", ApproveAsync).WithName("ApproveReturn").WithSummary("Approves a return")
            .ProducesCommand<ReturnResponse>(StatusCodes.Status200OK).RequirePermission(Permissions.OrdersWrite);
        returns.MapPost("{returnId:guid}/reject", RejectAsync).WithName("RejectReturn").WithSummary("Rejects a return")
            .ProducesCommand<ReturnResponse>(StatusCodes.Status200OK).RequirePermission(Permissions.OrdersWrite);
        returns.MapPost("{returnId:guid}/receive", ReceiveAsync).WithName("ReceiveReturn")
            .WithSummary("Records that a return has arrived, and refunds it")
            .ProducesCommand<ReturnResponse>(StatusCodes.Status200OK).RequirePermission(Permissions.OrdersWrite);
    }

    private static Task<IResult> RequestAsync([AsParameters] OrderCommand command, ReturnRequest request, SettingsInForce settings)
    {
        var returnId = Guid.CreateVersion7();
        return command.ExecuteAsync(
            "returns", request, OrderJson.Default.ReturnRequest,
            (order, context) => Request(order, returnId, request, settings.ReturnDays, context),
            (order, _) => Created(order, returnId));
    }

    private static Task<IResult> ApproveAsync([AsParameters] OrderCommand command, Guid returnId) => command.ExecuteAsync(
        $"returns/{returnId}/approve",
        (order, context) => Outcome(order, returnId, ReturnActions.Approve(order, returnId, context)),
        (order, _) => Ok(order, returnId));

    private static Task<IResult> RejectAsync([AsParameters] OrderCommand command, Guid returnId, RejectRequest request)
        => command.ExecuteAsync(
            $"returns/{returnId}/reject", request, OrderJson.Default.RejectRequest,
            (order, context) => Outcome(order, returnId, ReturnActions.Reject(order, returnId, request.Reason!, context)),
            (order, _) => Ok(order, returnId));

    private static Task<IResult> ReceiveAsync(
        [AsParameters] OrderCommand command, Guid returnId, ReceiveRequest request, LargeRefunds largeRefunds)
        => command.ExecuteAsync(
            $"returns/{returnId}/receive", request, OrderJson.Default.ReceiveRequest,
            (order, context) => Receive(order, returnId, request, context, amount => largeRefunds.Refuse(command.User, amount)),
            (order, _) => Ok(order, returnId));

    private static OrderOutcome Request(Order order, Guid returnId, ReturnRequest request, int days, SagaContext context)
    {
        var items = ItemRequest.ToQuantities(request.Lines!);
        return ReturnProblems.Find(order, items, days, context) is { } problem
            ? OrderOutcome.Refuse(problem)
            : OrderOutcome.Accept(ReturnActions.Request(order, returnId, items, request.Reason!, context));
    }

    private static OrderOutcome Receive(
        Order order, Guid returnId, ReceiveRequest request, SagaContext context, Func<decimal, ProblemHttpResult?> refuse)
    {
        if (order.FindReturn(returnId) is { } announced && request.CheckAgainst(announced).TryGetProblem(out var problem))
            return OrderOutcome.Refuse(problem);
        var refundId = Guid.CreateVersion7(context.Now);
        var decision = ReturnActions.Receive(order, returnId, request.ToItems(), refundId, context);
        return decision?.Order.RefundsRequested is { } refunds && refunds > order.RefundsRequested && refuse(refunds) is { } tooOld
            ? OrderOutcome.Refuse(tooOld)
            : Outcome(order, returnId, decision);
    }

    private static OrderOutcome Outcome(Order order, Guid returnId, Decision? decision)
        => OrderOutcome.From(decision, () => ReturnProblems.WrongStatus(order, returnId));

    private static StoredResponse Ok(Order order, Guid returnId) => new(StatusCodes.Status200OK, null, Body(order, returnId));

    private static StoredResponse Created(Order order, Guid returnId)
        => new(StatusCodes.Status201Created, $"/orders/{order.Id}/returns/{returnId}", Body(order, returnId));

    private static string Body(Order order, Guid returnId)
        => JsonSerializer.Serialize(ReturnResponse.From(order, order.FindReturn(returnId)!), OrderJson.Default.ReturnResponse);
}
