using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.AnalyticsService.Reports;

/// <summary>What sold best: pieces of orders confirmed in the report's time and not cancelled since, most pieces first.</summary>
internal static class BestSellersReport
{
    private const string Name = "best-sellers";
    private const int MostProducts = 100;

    private const string Sql = $"""
        with sold as (
            select l.product_id, max(l.name) as name, o.currency, sum(l.quantity)::bigint as pieces, count(distinct l.order_id) as orders, sum(l.amount) as revenue
            from order_facts o join line_facts l on l.generation = o.generation and l.order_id = o.order_id
            where o.generation = {ReportReader.Live} and o.confirmed_at >= @from and o.confirmed_at < @to and o.cancelled_at is null
            group by l.product_id, o.currency),
        best as (
            select product_id, sum(pieces) as all_pieces from sold group by product_id order by all_pieces desc, product_id limit @limit)
        select sold.product_id, coalesce(products.name, sold.name) as name, sold.currency, sold.pieces, sold.orders, sold.revenue
        from best join sold using (product_id) left join products on products.id = product_id
        order by best.all_pieces desc, product_id, currency
        """;

    public static void MapBestSellers(this RouteGroupBuilder reports)
        => reports.MapGet(Name, (
            [AsParameters] ReportQuery query, NpgsqlDataSource database, TimeProvider time, HttpContext http, int limit = 20) => ReportEndpoints.AnswerAsync(
                Name, query, new FieldErrors().Check("limit", limit is >= 1 and <= MostProducts, $"must be 1 to {MostProducts}"),
                reader => reader.AskAsync<BestSellersRow>(Sql, new { limit }), database, time, http))
            .Describe<BestSellersRow>(Name);
}

/// <param name="Revenue">What its pieces cost less their discounts, without shipping and without a tax that comes on top.</param>
internal sealed record BestSellersRow(Guid ProductId, string Name, string Currency, long Pieces, long Orders, decimal Revenue) : IReportRow
{
    public static IReadOnlyList<string> Columns => ["productId", "name", "currency", "pieces", "orders", "revenue"];

    public object?[] Cells => [ProductId, Name, Currency, Pieces, Orders, Revenue];
}
