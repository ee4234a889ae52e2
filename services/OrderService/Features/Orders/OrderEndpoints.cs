using System.Security.Claims;
using Ecommerce.OrderService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Features.Orders;

internal static class OrderEndpoints
{
    public static RouteGroupBuilder MapOrders(this RouteGroupBuilder orders)
    {
        orders.MapGet("", ListAsync).WithName("ListOrders").WithSummary("Orders of the caller, or of all with `all`, newest first")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        orders.MapGet("{id:guid}", FindAsync).WithName("GetOrder").WithSummary("An order").ProducesProblem(StatusCodes.Status404NotFound);
        return orders;
    }

    private static async Task<Results<Ok<OrderPage>, ProblemHttpResult>> ListAsync(
        [AsParameters] OrderFilter filter, ClaimsPrincipal user, OrderQueries queries, OrderResponses responses,
        CancellationToken cancellationToken, string? after = null, int limit = Paging.DefaultLimit, bool all = false)
    {
        var errors = new FieldErrors().CheckLimit(limit).CheckCursor(after, out var cursor);
        filter.Check(errors);
        if (errors.TryGetProblem(out var problem))
            return problem;
        if (all && !user.HasPermission(Permissions.OrdersRead))
            return Problems.Problem(StatusCodes.Status403Forbidden, "forbidden", "The caller may not see everybody's orders.");

        Guid? owner = all ? null : user.UserId();
        var found = await queries.ListAsync(owner, filter, cursor, limit + 1, cancellationToken);
        var (items, next) = Paging.Cut(found, limit, it => $"{it.Order.Id}");
        return TypedResults.Ok(new OrderPage([.. items.Select(responses.Of)], next));
    }

    private static async Task<Results<Ok<OrderResponse>, ProblemHttpResult>> FindAsync(
        Guid id, ClaimsPrincipal user, OrderQueries queries, OrderResponses responses, CancellationToken cancellationToken)
        => await queries.FindAsync(id, user.ReadableOwner(), cancellationToken) is { } found
            ? TypedResults.Ok(responses.Of(found))
            : Problems.NotFound("order");
}
