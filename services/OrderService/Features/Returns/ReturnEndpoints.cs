using System.Security.Claims;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Features.Returns;

internal static class ReturnEndpoints
{
    public static RouteGroupBuilder MapReturns(this RouteGroupBuilder orders)
    {
        orders.MapGet("returns", ListAllAsync).WithName("ListReturns").WithSummary("Returns of all orders")
            .RequirePermission(Permissions.OrdersRead)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        var returns = orders.MapGroup("{id:guid}/returns");
        returns.MapGet("", ListAsync).WithName("ListReturnsOfOrder").WithSummary("Returns of an order")
            .ProducesProblem(StatusCodes.Status404NotFound);
        returns.MapGet("{returnId:guid}", FindAsync).WithName("GetReturn").WithSummary("A return")
            .ProducesProblem(StatusCodes.Status404NotFound);
        returns.MapReturnCommands();
        return orders;
    }

    private static async Task<Results<Ok<ReturnPage>, ProblemHttpResult>> ListAllAsync(
        ReturnQueries queries, CancellationToken cancellationToken, ReturnStatus? status = null, string? after = null,
        int limit = Paging.DefaultLimit)
    {
        if (new FieldErrors().CheckLimit(limit).CheckCursor(after, out var cursor).TryGetProblem(out var problem))
            return problem;
        var found = await queries.ListAsync(status, cursor, limit + 1, cancellationToken);
        var (items, next) = Paging.Cut(found, limit, it => $"{it.Return.Id}");
        return TypedResults.Ok(new ReturnPage([.. items.Select(it => ReturnResponse.From(it.Order, it.Return))], next));
    }

    private static async Task<Results<Ok<ReturnPage>, ProblemHttpResult>> ListAsync(
        Guid id, ClaimsPrincipal user, OrderQueries queries, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(id, user.ReadableOwner(), cancellationToken) is not { Order: var order })
            return Problems.NotFound("order");
        return TypedResults.Ok(new ReturnPage([.. order.Returns.Select(known => ReturnResponse.From(order, known))], Next: null));
    }

    private static async Task<Results<Ok<ReturnResponse>, ProblemHttpResult>> FindAsync(
        Guid id, Guid returnId, ClaimsPrincipal user, OrderQueries queries, CancellationToken cancellationToken)
    {
        var order = (await queries.FindAsync(id, user.ReadableOwner(), cancellationToken))?.Order;
        return order?.FindReturn(returnId) is { } found
            ? TypedResults.Ok(ReturnResponse.From(order, found))
            : Problems.NotFound("return");
    }
}
