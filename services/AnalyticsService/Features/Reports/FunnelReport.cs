using Ecommerce.AnalyticsService.Infrastructure.Postgres;

namespace Ecommerce.AnalyticsService.Features.Reports;

/// <summary>
/// How many visitors reached each step; a visitor who reached a step also counts for the steps before it. Visitors are recognized for one
/// day (UTC), so somebody who returns on another day counts twice. The last step counts orders placed in the bucket that were confirmed,
/// since orders are not linked to visitors.
/// </summary>
internal static class FunnelReport
{
    private const string Sql = $"""
        SELECT bucket, sum(visits)::bigint AS visits, sum(products)::bigint AS products, sum(carts)::bigint AS carts,
            sum(checkouts)::bigint AS checkouts, sum(confirmed)::bigint AS confirmed
        FROM (
            SELECT bucket, 1 AS visits, (furthest >= 2)::int AS products, (furthest >= 3)::int AS carts, (furthest >= 4)::int AS checkouts,
            0 AS confirmed
            FROM (
                SELECT width_bucket(at, @starts) AS bucket, visitor, max(step) AS furthest FROM visits
                WHERE at >= @from AND at < @to GROUP BY 1, visitor) visitors
            UNION ALL
            SELECT width_bucket(placed_at, @starts), 0, 0, 0, 0, 1 FROM order_facts
            WHERE generation = {ReportReader.LiveGeneration} AND placed_at >= @from AND placed_at < @to AND confirmed_at IS NOT NULL) steps
        GROUP BY bucket
        """;

    public static async Task<IReadOnlyList<FunnelRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.QueryAsync<Found>(Sql), found => found.Bucket,
        (start, found) => new FunnelRow(
            start, found?.Visits ?? 0, found?.Products ?? 0, found?.Carts ?? 0, found?.Checkouts ?? 0, found?.Confirmed ?? 0));

    private sealed record Found(int Bucket, long Visits, long Products, long Carts, long Checkouts, long Confirmed);
}

internal sealed record FunnelRow(DateTimeOffset Start, long Visits, long Products, long Carts, long Checkouts, long Confirmed) : IReportRow
{
    public static IReadOnlyList<string> Columns => ["start", "visits", "products", "carts", "checkouts", "confirmed"];

    public object?[] Cells() => [Start.Local(), Visits, Products, Carts, Checkouts, Confirmed];
}
