namespace Ecommerce.AnalyticsService.Reports;

/// <summary>Why payments failed; a row for every reason that there was in the report's time.</summary>
internal static class PaymentFailuresReport
{
    private const string Sql = $"""
        select width_bucket(failed_at, @starts) as bucket, reason, count(*) as failures from payment_failure_facts
        where generation = {ReportReader.Live} and failed_at >= @from and failed_at < @to
        group by bucket, reason
        """;

    public static async Task<IReadOnlyList<PaymentFailuresRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.AskAsync<Found>(Sql), found => found.Bucket, found => found.Reason,
        (start, reason, found) => new PaymentFailuresRow(start, reason, found?.Failures ?? 0));

    private sealed record Found(int Bucket, string Reason, long Failures);
}

internal sealed record PaymentFailuresRow(DateTimeOffset Start, string Reason, long Failures) : IReportRow
{
    public static IReadOnlyList<string> Columns => ["start", "reason", "failures"];

    public object?[] Cells => [Start.Local(), Reason, Failures];
}
