using Ecommerce.OrderService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Features.History;

internal static class HistoryEndpoint
{
    public static RouteGroupBuilder MapHistory(this RouteGroupBuilder orders)
    {
        orders.MapGet("{id:guid}/history", FindAsync).WithName("GetOrderHistory").WithSummary("Who did what about an order, oldest first")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .RequirePermission(Permissions.OrdersRead);
        return orders;
    }

    private static async Task<Results<Ok<HistoryResponse>, ProblemHttpResult>> FindAsync(
        Guid id, HistoryQueries queries, CancellationToken cancellationToken)
        => await queries.FindAsync(id, cancellationToken) is { } record
            ? TypedResults.Ok(HistoryResponse.From(record))
            : Problems.NotFound("order");
}
