using Ecommerce.AnalyticsService.Infrastructure.Postgres;

namespace Ecommerce.AnalyticsService.Features.Reports;

internal static class RefundsReport
{
    private const string Sql = $"""
        SELECT width_bucket(refunded_at, @starts) AS bucket, currency, count(*) AS refunds, count(DISTINCT order_id) AS orders,
        sum(amount) AS amount
        FROM refund_facts
        WHERE generation = {ReportReader.LiveGeneration} AND refunded_at >= @from AND refunded_at < @to
        GROUP BY bucket, currency
        """;

    public static async Task<IReadOnlyList<RefundsRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.QueryAsync<Found>(Sql), found => found.Bucket, found => found.Currency,
        (start, currency, found) => new RefundsRow(start, currency, found?.Refunds ?? 0, found?.Orders ?? 0, found?.Amount ?? 0));

    private sealed record Found(int Bucket, string Currency, long Refunds, long Orders, decimal Amount);
}

/// <param name="Orders">Orders that had at least one of the refunds.</param>
internal sealed record RefundsRow(DateTimeOffset Start, string Currency, long Refunds, long Orders, decimal Amount) : IReportRow
{
    public static IReadOnlyList<string> Columns => ["start", "currency", "refunds", "orders", "amount"];

    public object?[] Cells() => [Start.Local(), Currency, Refunds, Orders, Amount];
}
