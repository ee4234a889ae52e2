using Ecommerce.AnalyticsService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Npgsql;

namespace Ecommerce.AnalyticsService.Features.Reports;

/// <summary>Products by units sold, in orders that were confirmed in the range and not cancelled since.</summary>
internal static class BestSellersReport
{
    private const string Name = "best-sellers";
    private const int MaxProducts = 100;

    private const string Sql = $"""
        WITH sold AS (
            SELECT l.product_id, max(l.name) AS name, o.currency, sum(l.quantity)::bigint AS pieces, count(DISTINCT l.order_id) AS orders,
            sum(l.amount) AS revenue
            FROM order_facts o JOIN line_facts l ON l.generation = o.generation AND l.order_id = o.order_id
            WHERE o.generation = {ReportReader.LiveGeneration} AND o.confirmed_at >= @from AND o.confirmed_at < @to
                AND o.cancelled_at IS NULL
            GROUP BY l.product_id, o.currency),
        best AS (
            SELECT product_id, sum(pieces) AS all_pieces FROM sold GROUP BY product_id ORDER BY all_pieces DESC, product_id LIMIT @limit)
        SELECT sold.product_id, coalesce(products.name, sold.name) AS name, sold.currency, sold.pieces, sold.orders, sold.revenue
        FROM best JOIN sold USING (product_id) LEFT JOIN products ON products.id = product_id
        ORDER BY best.all_pieces DESC, product_id, currency
        """;

    public static void MapBestSellers(this RouteGroupBuilder reports)
        => reports.MapGet(Name, (
            [AsParameters] ReportQuery query, NpgsqlDataSource database, TimeProvider timeProvider, HttpContext http,
            int limit = 20) => ReportEndpoints.RespondAsync(
                Name, query, new FieldErrors().CheckLimit(limit, MaxProducts),
                reader => reader.QueryAsync<BestSellersRow>(Sql, new { limit }), database, timeProvider, http))
            .Describe<BestSellersRow>(Name, "Products by the pieces that were sold");
}

/// <param name="Revenue">Prices less discounts, without shipping and without tax that is added on top.</param>
internal sealed record BestSellersRow(Guid ProductId, string Name, string Currency, long Pieces, long Orders, decimal Revenue) : IReportRow
{
    public static IReadOnlyList<string> Columns => ["productId", "name", "currency", "pieces", "orders", "revenue"];

    public object?[] Cells() => [ProductId, Name, Currency, Pieces, Orders, Revenue];
}
