namespace Ecommerce.AnalyticsService.Reports;

/// <summary>What an order is worth on average, shipping and tax included, and how many pieces it has: of those confirmed in the bucket.</summary>
internal static class BasketsReport
{
    private const string Sql = $"""
        select width_bucket(o.confirmed_at, @starts) as bucket, o.currency, count(*) as orders, sum(o.total) as total, sum(l.pieces)::bigint as pieces
        from order_facts o join lateral (
            select coalesce(sum(quantity), 0) as pieces from line_facts where generation = o.generation and order_id = o.order_id) l on true
        where o.generation = {ReportReader.Live} and o.confirmed_at >= @from and o.confirmed_at < @to
        group by bucket, o.currency
        """;

    public static async Task<IReadOnlyList<BasketsRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.AskAsync<Found>(Sql), found => found.Bucket, found => found.Currency,
        (start, currency, found) => new BasketsRow(start, currency, found?.Orders ?? 0, found?.Total ?? 0, found?.Pieces ?? 0));

    private sealed record Found(int Bucket, string Currency, long Orders, decimal Total, long Pieces);
}

internal sealed record BasketsRow(DateTimeOffset Start, string Currency, long Orders, decimal Total, long Pieces) : IReportRow
{
    /// <summary>Null where there is no order.</summary>
    public decimal? AverageValue => Averages.Of(Total, Orders);

    public decimal? AveragePieces => Averages.Of(Pieces, Orders);

    public static IReadOnlyList<string> Columns => ["start", "currency", "orders", "total", "pieces", "averageValue", "averagePieces"];

    public object?[] Cells => [Start.Local(), Currency, Orders, Total, Pieces, AverageValue, AveragePieces];
}

internal static class Averages
{
    /// <summary>With two decimals, halves up as money is; null of nothing.</summary>
    public static decimal? Of(decimal sum, long count) => count == 0 ? null : Math.Round(sum / count, 2, MidpointRounding.AwayFromZero);
}
