namespace Ecommerce.AnalyticsService.Reports;

internal static class RefundsReport
{
    private const string Sql = $"""
        select width_bucket(refunded_at, @starts) as bucket, currency, count(*) as refunds, count(distinct order_id) as orders, sum(amount) as amount
        from refund_facts
        where generation = {ReportReader.Live} and refunded_at >= @from and refunded_at < @to
        group by bucket, currency
        """;

    public static async Task<IReadOnlyList<RefundsRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.AskAsync<Found>(Sql), found => found.Bucket, found => found.Currency,
        (start, currency, found) => new RefundsRow(start, currency, found?.Refunds ?? 0, found?.Orders ?? 0, found?.Amount ?? 0));

    private sealed record Found(int Bucket, string Currency, long Refunds, long Orders, decimal Amount);
}

/// <param name="Orders">Orders that had at least one of the refunds.</param>
internal sealed record RefundsRow(DateTimeOffset Start, string Currency, long Refunds, long Orders, decimal Amount) : IReportRow
{
    public static IReadOnlyList<string> Columns => ["start", "currency", "refunds", "orders", "amount"];

    public object?[] Cells => [Start.Local(), Currency, Refunds, Orders, Amount];
}
