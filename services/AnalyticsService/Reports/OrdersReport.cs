namespace Ecommerce.AnalyticsService.Reports;

/// <summary>Orders by what became of them, each step in the bucket in which it was taken.</summary>
internal static class OrdersReport
{
    private const string Sql = $"""
        select width_bucket(at, @starts) as bucket, sum(placed)::bigint as placed, sum(confirmed)::bigint as confirmed, sum(cancelled)::bigint as cancelled
        from (
            select placed_at as at, 1 as placed, 0 as confirmed, 0 as cancelled from order_facts
            where generation = {ReportReader.Live} and placed_at >= @from and placed_at < @to
            union all
            select confirmed_at, 0, 1, 0 from order_facts
            where generation = {ReportReader.Live} and confirmed_at >= @from and confirmed_at < @to
            union all
            select cancelled_at, 0, 0, 1 from order_facts
            where generation = {ReportReader.Live} and cancelled_at >= @from and cancelled_at < @to) steps
        group by bucket
        """;

    public static async Task<IReadOnlyList<OrdersRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.AskAsync<Found>(Sql), found => found.Bucket,
        (start, found) => new OrdersRow(start, found?.Placed ?? 0, found?.Confirmed ?? 0, found?.Cancelled ?? 0));

    private sealed record Found(int Bucket, long Placed, long Confirmed, long Cancelled);
}

internal sealed record OrdersRow(DateTimeOffset Start, long Placed, long Confirmed, long Cancelled) : IReportRow
{
    public static IReadOnlyList<string> Columns => ["start", "placed", "confirmed", "cancelled"];

    public object?[] Cells => [Start.Local(), Placed, Confirmed, Cancelled];
}
