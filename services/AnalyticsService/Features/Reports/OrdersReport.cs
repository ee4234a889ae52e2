using Ecommerce.AnalyticsService.Infrastructure.Postgres;

namespace Ecommerce.AnalyticsService.Features.Reports;

/// <summary>Orders placed, confirmed and cancelled, each in the bucket in which it happened.</summary>
internal static class OrdersReport
{
    private const string Sql = $"""
        SELECT width_bucket(at, @starts) AS bucket, sum(placed)::bigint AS placed, sum(confirmed)::bigint AS confirmed,
        sum(cancelled)::bigint AS cancelled
        FROM (
            SELECT placed_at AS at, 1 AS placed, 0 AS confirmed, 0 AS cancelled FROM order_facts
            WHERE generation = {ReportReader.LiveGeneration} AND placed_at >= @from AND placed_at < @to
            UNION ALL
            SELECT confirmed_at, 0, 1, 0 FROM order_facts
            WHERE generation = {ReportReader.LiveGeneration} AND confirmed_at >= @from AND confirmed_at < @to
            UNION ALL
            SELECT cancelled_at, 0, 0, 1 FROM order_facts
            WHERE generation = {ReportReader.LiveGeneration} AND cancelled_at >= @from AND cancelled_at < @to) steps
        GROUP BY bucket
        """;

    public static async Task<IReadOnlyList<OrdersRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.QueryAsync<Found>(Sql), found => found.Bucket,
        (start, found) => new OrdersRow(start, found?.Placed ?? 0, found?.Confirmed ?? 0, found?.Cancelled ?? 0));

    private sealed record Found(int Bucket, long Placed, long Confirmed, long Cancelled);
}

internal sealed record OrdersRow(DateTimeOffset Start, long Placed, long Confirmed, long Cancelled) : IReportRow
{
    public static IReadOnlyList<string> Columns => ["start", "placed", "confirmed", "cancelled"];

    public object?[] Cells() => [Start.Local(), Placed, Confirmed, Cancelled];
}
