using Ecommerce.AnalyticsService.Infrastructure.Postgres;

namespace Ecommerce.AnalyticsService.Features.Reports;

/// <summary>Captured and refunded amounts, each in the bucket in which it happened, by currency.</summary>
internal static class RevenueReport
{
    private const string Sql = $"""
        SELECT width_bucket(at, @starts) AS bucket, currency, sum(captured) AS captured, sum(refunded) AS refunded
        FROM (
            SELECT captured_at AS at, currency, amount AS captured, 0 AS refunded FROM capture_facts
            WHERE generation = {ReportReader.LiveGeneration} AND captured_at >= @from AND captured_at < @to
            UNION ALL
            SELECT refunded_at, currency, 0, amount FROM refund_facts
            WHERE generation = {ReportReader.LiveGeneration} AND refunded_at >= @from AND refunded_at < @to) money
        GROUP BY bucket, currency
        """;

    public static async Task<IReadOnlyList<RevenueRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.QueryAsync<Found>(Sql), found => found.Bucket, found => found.Currency,
        (start, currency, found) => new RevenueRow(start, currency, found?.Captured ?? 0, found?.Refunded ?? 0));

    private sealed record Found(int Bucket, string Currency, decimal Captured, decimal Refunded);
}

/// <param name="Start">When the bucket begins, in the report's time zone.</param>
internal sealed record RevenueRow(DateTimeOffset Start, string Currency, decimal Captured, decimal Refunded) : IReportRow
{
    public decimal Net => Captured - Refunded;

    public static IReadOnlyList<string> Columns => ["start", "currency", "captured", "refunded", "net"];

    public object?[] Cells() => [Start.Local(), Currency, Captured, Refunded, Net];
}
