using System.Security.Claims;
using Ecommerce.OrderService.Search;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Orders;

internal static class OrderEndpoints
{
    public static RouteGroupBuilder MapOrders(this RouteGroupBuilder orders)
    {
        orders.MapGet("", ListAsync).WithName("ListOrders").ProducesProblem(StatusCodes.Status400BadRequest);
        orders.MapGet("{id:guid}", FindAsync).WithName("GetOrder").ProducesProblem(StatusCodes.Status404NotFound);
        return orders;
    }

    /// <summary>Whose orders a caller may read: null is everybody's.</summary>
    public static Guid? ReadableBy(ClaimsPrincipal user) => user.HasPermission(Permissions.OrdersRead) ? null : user.UserId();

    private static async Task<Results<Ok<OrderPage>, ProblemHttpResult>> ListAsync(
        [AsParameters] OrderFilter filter, ClaimsPrincipal user, OrderQueries queries, CancellationToken cancellationToken,
        string? after = null, int limit = Paging.DefaultLimit, bool all = false)
    {
        var errors = Paging.Check(limit, after, out var cursor);
        filter.Check(errors);
        if (errors.Refusal(out var refusal))
            return refusal;
        if (all && !user.HasPermission(Permissions.OrdersRead))
            return Problems.Problem(StatusCodes.Status403Forbidden, "forbidden", "The caller may not see everybody's orders.");

        Guid? owner = all ? null : user.UserId();
        return TypedResults.Ok(await queries.ListAsync(owner, filter, cursor, limit, cancellationToken));
    }

    private static async Task<Results<Ok<OrderResponse>, ProblemHttpResult>> FindAsync(
        Guid id, ClaimsPrincipal user, OrderQueries queries, CancellationToken cancellationToken)
        => await queries.FindAsync(id, ReadableBy(user), cancellationToken) is { } order
            ? TypedResults.Ok(order)
            : Problems.NotFound("order");
}
