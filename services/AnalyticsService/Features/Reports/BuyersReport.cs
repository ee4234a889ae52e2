using Ecommerce.AnalyticsService.Infrastructure.Postgres;

namespace Ecommerce.AnalyticsService.Features.Reports;

/// <summary>
/// Distinct buyers with an order confirmed in the bucket: new when it is the bucket of their first confirmed order, else returning.
/// </summary>
internal static class BuyersReport
{
    private const string Sql = $"""
        SELECT bucket, count(*) FILTER (WHERE first_bucket = bucket) AS new, count(*) FILTER (WHERE first_bucket <> bucket) AS returning
        FROM (
            SELECT DISTINCT width_bucket(confirmed_at, @starts) AS bucket, buyer FROM order_facts
            WHERE generation = {ReportReader.LiveGeneration} AND confirmed_at >= @from AND confirmed_at < @to AND buyer IS NOT NULL) bought
        CROSS JOIN LATERAL (
            SELECT width_bucket(min(confirmed_at), @starts) AS first_bucket FROM order_facts
            WHERE generation = {ReportReader.LiveGeneration} AND buyer = bought.buyer AND confirmed_at IS NOT NULL) first
        GROUP BY bucket
        """;

    public static async Task<IReadOnlyList<BuyersRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.QueryAsync<Found>(Sql), found => found.Bucket,
        (start, found) => new BuyersRow(start, found?.New ?? 0, found?.Returning ?? 0));

    private sealed record Found(int Bucket, long New, long Returning);
}

internal sealed record BuyersRow(DateTimeOffset Start, long New, long Returning) : IReportRow
{
    public static IReadOnlyList<string> Columns => ["start", "new", "returning"];

    public object?[] Cells() => [Start.Local(), New, Returning];
}
