namespace Ecommerce.AnalyticsService.Reports;

/// <summary>
/// How far visitors came. Whoever took a step counts for those before it too; a visitor is known for one day (UTC), so somebody who comes on
/// two days counts twice. The last step is orders placed in the bucket that were confirmed: no visitor is tied to an order.
/// </summary>
internal static class FunnelReport
{
    private const string Sql = $"""
        select bucket, sum(visits)::bigint as visits, sum(products)::bigint as products, sum(carts)::bigint as carts,
            sum(checkouts)::bigint as checkouts, sum(confirmed)::bigint as confirmed
        from (
            select bucket, 1 as visits, (furthest >= 2)::int as products, (furthest >= 3)::int as carts, (furthest >= 4)::int as checkouts, 0 as confirmed
            from (
                select width_bucket(at, @starts) as bucket, visitor, max(step) as furthest from visits
                where at >= @from and at < @to group by 1, visitor) visitors
            union all
            select width_bucket(placed_at, @starts), 0, 0, 0, 0, 1 from order_facts
            where generation = {ReportReader.Live} and placed_at >= @from and placed_at < @to and confirmed_at is not null) steps
        group by bucket
        """;

    public static async Task<IReadOnlyList<FunnelRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.AskAsync<Found>(Sql), found => found.Bucket,
        (start, found) => new FunnelRow(start, found?.Visits ?? 0, found?.Products ?? 0, found?.Carts ?? 0, found?.Checkouts ?? 0, found?.Confirmed ?? 0));

    private sealed record Found(int Bucket, long Visits, long Products, long Carts, long Checkouts, long Confirmed);
}

internal sealed record FunnelRow(DateTimeOffset Start, long Visits, long Products, long Carts, long Checkouts, long Confirmed) : IReportRow
{
    public static IReadOnlyList<string> Columns => ["start", "visits", "products", "carts", "checkouts", "confirmed"];

    public object?[] Cells => [Start.Local(), Visits, Products, Carts, Checkouts, Confirmed];
}
