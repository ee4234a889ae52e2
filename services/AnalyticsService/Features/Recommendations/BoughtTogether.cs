using Dapper;
using Ecommerce.AnalyticsService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Ecommerce.AnalyticsService.Features.Recommendations;

/// <summary>Products that were bought together with a product, for everybody.</summary>
internal static class BoughtTogether
{
    private const int MaxProducts = 20;

    // Ids are UUIDv7: the largest ones are the newest orders. The limit keeps recommendations current and best sellers fast.
    private const string Sql = $"""
        WITH mine AS (
            SELECT DISTINCT order_id FROM line_facts
            WHERE generation = {ReportReader.LiveGeneration} AND product_id = @id ORDER BY order_id DESC LIMIT 2000),
        bought AS (
            SELECT o.order_id FROM mine JOIN order_facts o ON o.generation = {ReportReader.LiveGeneration} AND o.order_id = mine.order_id
            WHERE o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL)
        SELECT l.product_id, coalesce(p.name, max(l.name)) AS name, count(DISTINCT l.order_id) AS orders,
            round(count(DISTINCT l.order_id)::numeric / (SELECT count(*) FROM bought), 4) AS share
        FROM bought
        JOIN line_facts l ON l.generation = {ReportReader.LiveGeneration} AND l.order_id = bought.order_id
        LEFT JOIN products p ON p.id = l.product_id
        WHERE l.product_id <> @id AND coalesce(p.published, TRUE)
        GROUP BY l.product_id, p.name
        ORDER BY orders DESC, l.product_id LIMIT @limit
        """;

    public static RouteGroupBuilder MapBoughtTogether(this RouteGroupBuilder analytics)
    {
        analytics.MapGet("products/{id:guid}/bought-together", ReadAsync)
            .WithName("ReadBoughtTogether").WithSummary("What was bought together with a product")
            .WithTags("Recommendations").AllowAnonymous()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        return analytics;
    }

    private static async Task<Results<Ok<BoughtTogetherList>, ProblemHttpResult>> ReadAsync(
        Guid id, NpgsqlDataSource database, HttpContext http, int limit = 6)
    {
        var errors = new FieldErrors().CheckLimit(limit, MaxProducts);
        if (errors.TryGetProblem(out var refusal))
            return refusal;
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var items = await connection.QueryAsync<BoughtProduct>(
            new CommandDefinition(Sql, new { id, limit }, cancellationToken: http.RequestAborted));
        http.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok(new BoughtTogetherList(id, items.AsList()));
    }
}

/// <param name="Items">The most frequent ones first.</param>
internal sealed record BoughtTogetherList(Guid ProductId, IReadOnlyList<BoughtProduct> Items);

/// <param name="Orders">Orders with both products.</param>
/// <param name="Share">Their share in the orders of the product, at most the last 2,000.</param>
internal sealed record BoughtProduct(Guid ProductId, string Name, long Orders, decimal Share);
