namespace Ecommerce.AnalyticsService.Reports;

/// <summary>What was captured, and what went back, each in the bucket in which it happened. Currencies are never added up.</summary>
internal static class RevenueReport
{
    private const string Sql = $"""
        select width_bucket(at, @starts) as bucket, currency, sum(captured) as captured, sum(refunded) as refunded
        from (
            select captured_at as at, currency, amount as captured, 0 as refunded from capture_facts
            where generation = {ReportReader.Live} and captured_at >= @from and captured_at < @to
            union all
            select refunded_at, currency, 0, amount from refund_facts
            where generation = {ReportReader.Live} and refunded_at >= @from and refunded_at < @to) money
        group by bucket, currency
        """;

    public static async Task<IReadOnlyList<RevenueRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.AskAsync<Found>(Sql), found => found.Bucket, found => found.Currency,
        (start, currency, found) => new RevenueRow(start, currency, found?.Captured ?? 0, found?.Refunded ?? 0));

    private sealed record Found(int Bucket, string Currency, decimal Captured, decimal Refunded);
}

/// <param name="Start">When the bucket begins, in the report's time zone.</param>
internal sealed record RevenueRow(DateTimeOffset Start, string Currency, decimal Captured, decimal Refunded) : IReportRow
{
    public decimal Net => Captured - Refunded;

    public static IReadOnlyList<string> Columns => ["start", "currency", "captured", "refunded", "net"];

    public object?[] Cells => [Start.Local(), Currency, Captured, Refunded, Net];
}
