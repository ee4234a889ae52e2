using System.Security.Claims;
using Ecommerce.OrderService.Fulfilment;
using Ecommerce.OrderService.Orders;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.OrderService.Returns;

internal static class ReturnEndpoints
{
    public static RouteGroupBuilder MapReturns(this RouteGroupBuilder orders)
    {
        orders.MapGet("returns", ListAllAsync).WithName("ListReturns").RequirePermission(Permissions.OrdersRead)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        var returns = orders.MapGroup("{id:guid}/returns");
        returns.MapGet("", ListAsync).WithName("ListReturnsOfOrder").ProducesProblem(StatusCodes.Status404NotFound);
        returns.MapGet("{returnId:guid}", FindAsync).WithName("GetReturn").ProducesProblem(StatusCodes.Status404NotFound);
        returns.MapPost("", RequestAsync).WithName("RequestReturn").Answers<ReturnResponse>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        returns.MapPost("{returnId:guid}/approve", ApproveAsync).WithName("ApproveReturn")
            .Answers<ReturnResponse>(StatusCodes.Status200OK).RequirePermission(Permissions.OrdersWrite);
        returns.MapPost("{returnId:guid}/reject", RejectAsync).WithName("RejectReturn")
            .Answers<ReturnResponse>(StatusCodes.Status200OK).RequirePermission(Permissions.OrdersWrite);
        returns.MapPost("{returnId:guid}/receive", ReceiveAsync).WithName("ReceiveReturn")
            .Answers<ReturnResponse>(StatusCodes.Status200OK).RequirePermission(Permissions.OrdersWrite);
        return orders;
    }

    private static async Task<Results<Ok<ReturnPage>, ProblemHttpResult>> ListAllAsync(
        ReturnQueries queries, CancellationToken cancellationToken, ReturnStatus? status = null, string? after = null, int limit = Paging.DefaultLimit)
    {
        if (Paging.Check(limit, after, out var cursor).Refusal(out var refusal))
            return refusal;
        return TypedResults.Ok(await queries.ListAsync(status, cursor, limit, cancellationToken));
    }

    private static async Task<Results<Ok<ReturnPage>, ProblemHttpResult>> ListAsync(
        Guid id, ClaimsPrincipal user, OrderQueries queries, CancellationToken cancellationToken)
        => await queries.FindAsync(id, OrderEndpoints.ReadableBy(user), cancellationToken) is { } order
            ? TypedResults.Ok(new ReturnPage(order.Returns, null))
            : Problems.NotFound("order");

    private static async Task<Results<Ok<ReturnResponse>, ProblemHttpResult>> FindAsync(
        Guid id, Guid returnId, ClaimsPrincipal user, OrderQueries queries, CancellationToken cancellationToken)
        => (await queries.FindAsync(id, OrderEndpoints.ReadableBy(user), cancellationToken))?.Returns.FirstOrDefault(known => known.Id == returnId) is { } found
            ? TypedResults.Ok(found)
            : Problems.NotFound("return");

    private static Task<IResult> RequestAsync([AsParameters] OrderChange change, ReturnRequest request, IOptions<ReturnOptions> options)
    {
        var returnId = Guid.CreateVersion7();
        return change.RunAsync("returns", request, OrderJson.Default.ReturnRequest, Answer(returnId, StatusCodes.Status201Created), (order, clock) =>
        {
            var lines = ItemRequest.ToPieces(request.Lines!);
            return ReturnProblems.Of(order, lines, options.Value.Days, clock) is { } refusal
                ? (null, refusal)
                : (ReturnActions.Request(order, returnId, lines, request.Reason!, clock), Results.Empty);
        });
    }

    private static Task<IResult> ApproveAsync([AsParameters] OrderChange change, Guid returnId) => change.RunAsync(
        $"returns/{returnId}/approve", Answer(returnId),
        (order, clock) => (ReturnActions.Approve(order, returnId, clock), ReturnProblems.WrongStatus(order, returnId)));

    private static Task<IResult> RejectAsync([AsParameters] OrderChange change, Guid returnId, RejectRequest request) => change.RunAsync(
        $"returns/{returnId}/reject", request, OrderJson.Default.RejectRequest, Answer(returnId),
        (order, clock) => (ReturnActions.Reject(order, returnId, request.Reason!, clock), ReturnProblems.WrongStatus(order, returnId)));

    private static Task<IResult> ReceiveAsync([AsParameters] OrderChange change, Guid returnId, ReceiveRequest request) => change.RunAsync(
        $"returns/{returnId}/receive", request, OrderJson.Default.ReceiveRequest, Answer(returnId), (order, clock) =>
        {
            if (order.Return(returnId) is { } announced && request.CheckAgainst(announced).Refusal(out var refusal))
                return (null, refusal);
            return (
                ReturnActions.Receive(order, returnId, request.Arrivals(), Guid.CreateVersion7(clock.Now), clock),
                ReturnProblems.WrongStatus(order, returnId));
        });

    private static OrderAnswer Answer(Guid returnId, int status = StatusCodes.Status200OK)
        => (order, _) => ReturnResponse.Answer(order, returnId, status);
}
