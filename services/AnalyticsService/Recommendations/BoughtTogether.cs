using Dapper;
using Ecommerce.AnalyticsService.Reports;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Ecommerce.AnalyticsService.Recommendations;

/// <summary>What else was in the orders that had a product, for every shopper to see.</summary>
internal static class BoughtTogether
{
    private const int MostProducts = 20;

    // Ids are UUIDv7, so the last orders are those with the largest ones: old taste counts less, and a bestseller costs no more than others.
    private const string Sql = $"""
        with mine as (
            select distinct order_id from line_facts where generation = {ReportReader.Live} and product_id = @id order by order_id desc limit 2000),
        bought as (
            select o.order_id from mine join order_facts o on o.generation = {ReportReader.Live} and o.order_id = mine.order_id
            where o.confirmed_at is not null and o.cancelled_at is null)
        select l.product_id, coalesce(p.name, max(l.name)) as name, count(distinct l.order_id) as orders,
            round(count(distinct l.order_id)::numeric / (select count(*) from bought), 4) as share
        from bought join line_facts l on l.generation = {ReportReader.Live} and l.order_id = bought.order_id left join products p on p.id = l.product_id
        where l.product_id <> @id and coalesce(p.published, true)
        group by l.product_id, p.name
        order by orders desc, l.product_id limit @limit
        """;

    public static RouteGroupBuilder MapBoughtTogether(this RouteGroupBuilder analytics)
    {
        analytics.MapGet("products/{id:guid}/bought-together", ReadAsync).WithName("ReadBoughtTogether").WithTags("Recommendations").AllowAnonymous()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        return analytics;
    }

    private static async Task<Results<Ok<BoughtTogetherList>, ProblemHttpResult>> ReadAsync(
        Guid id, NpgsqlDataSource database, HttpContext http, int limit = 6)
    {
        if (new FieldErrors().Check("limit", limit is >= 1 and <= MostProducts, $"must be 1 to {MostProducts}").Refusal(out var refusal))
            return refusal;
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var items = await connection.QueryAsync<BoughtProduct>(new CommandDefinition(Sql, new { id, limit }, cancellationToken: http.RequestAborted));
        http.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok(new BoughtTogetherList(id, items.AsList()));
    }
}

/// <param name="Items">Most often bought with it first.</param>
internal sealed record BoughtTogetherList(Guid ProductId, IReadOnlyList<BoughtProduct> Items);

/// <param name="Orders">Orders that had both.</param>
/// <param name="Share">Of the orders that had the product, at most the last 2,000.</param>
internal sealed record BoughtProduct(Guid ProductId, string Name, long Orders, decimal Share);
