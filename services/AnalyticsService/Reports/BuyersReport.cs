namespace Ecommerce.AnalyticsService.Reports;

/// <summary>
/// People with an order that was confirmed in the bucket, each counted once: new where it is the bucket of their first one ever, else returning.
/// </summary>
internal static class BuyersReport
{
    private const string Sql = $"""
        select bucket, count(*) filter (where first_bucket = bucket) as new, count(*) filter (where first_bucket <> bucket) as returning
        from (
            select distinct width_bucket(confirmed_at, @starts) as bucket, buyer from order_facts
            where generation = {ReportReader.Live} and confirmed_at >= @from and confirmed_at < @to and buyer is not null) bought
        cross join lateral (
            select width_bucket(min(confirmed_at), @starts) as first_bucket from order_facts
            where generation = {ReportReader.Live} and buyer = bought.buyer and confirmed_at is not null) first
        group by bucket
        """;

    public static async Task<IReadOnlyList<BuyersRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.AskAsync<Found>(Sql), found => found.Bucket,
        (start, found) => new BuyersRow(start, found?.New ?? 0, found?.Returning ?? 0));

    private sealed record Found(int Bucket, long New, long Returning);
}

internal sealed record BuyersRow(DateTimeOffset Start, long New, long Returning) : IReportRow
{
    public static IReadOnlyList<string> Columns => ["start", "new", "returning"];

    public object?[] Cells => [Start.Local(), New, Returning];
}
