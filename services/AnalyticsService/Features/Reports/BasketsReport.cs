using Ecommerce.AnalyticsService.Infrastructure.Postgres;
using Ecommerce.Contracts;

namespace Ecommerce.AnalyticsService.Features.Reports;

/// <summary>
/// The average value of orders, shipping and tax included, and their average number of units; of orders confirmed in the bucket.
/// </summary>
internal static class BasketsReport
{
    private const string Sql = $"""
        SELECT width_bucket(o.confirmed_at, @starts) AS bucket, o.currency, count(*) AS orders, sum(o.total) AS total,
        sum(l.pieces)::bigint AS pieces
        FROM order_facts o JOIN LATERAL (
            SELECT coalesce(sum(quantity), 0) AS pieces FROM line_facts WHERE generation = o.generation AND order_id = o.order_id) l ON TRUE
        WHERE o.generation = {ReportReader.LiveGeneration} AND o.confirmed_at >= @from AND o.confirmed_at < @to
        GROUP BY bucket, o.currency
        """;

    public static async Task<IReadOnlyList<BasketsRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.QueryAsync<Found>(Sql), found => found.Bucket, found => found.Currency,
        (start, currency, found) => new BasketsRow(start, currency, found?.Orders ?? 0, found?.Total ?? 0, found?.Pieces ?? 0));

    private sealed record Found(int Bucket, string Currency, long Orders, decimal Total, long Pieces);
}

internal sealed record BasketsRow(DateTimeOffset Start, string Currency, long Orders, decimal Total, long Pieces) : IReportRow
{
    /// <summary>Null without orders.</summary>
    public decimal? AverageValue => Orders == 0 ? null : Currencies.Round(Total / Orders, Currency);

    public decimal? AveragePieces => Averages.Of(Pieces, Orders);

    public static IReadOnlyList<string> Columns => ["start", "currency", "orders", "total", "pieces", "averageValue", "averagePieces"];

    public object?[] Cells() => [Start.Local(), Currency, Orders, Total, Pieces, AverageValue, AveragePieces];
}

internal static class Averages
{
    /// <summary>With two decimals, rounded half away from zero; null without items.</summary>
    public static decimal? Of(decimal sum, long count) => count == 0 ? null : Math.Round(sum / count, 2, MidpointRounding.AwayFromZero);
}
