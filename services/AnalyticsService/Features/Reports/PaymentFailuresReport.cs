using Ecommerce.AnalyticsService.Infrastructure.Postgres;

namespace Ecommerce.AnalyticsService.Features.Reports;

/// <summary>Failed payments by reason, with a row for each reason that occurs in the range.</summary>
internal static class PaymentFailuresReport
{
    private const string Sql = $"""
        SELECT width_bucket(failed_at, @starts) AS bucket, reason, count(*) AS failures FROM payment_failure_facts
        WHERE generation = {ReportReader.LiveGeneration} AND failed_at >= @from AND failed_at < @to
        GROUP BY bucket, reason
        """;

    public static async Task<IReadOnlyList<PaymentFailuresRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.QueryAsync<Found>(Sql), found => found.Bucket, found => found.Reason,
        (start, reason, found) => new PaymentFailuresRow(start, reason, found?.Failures ?? 0));

    private sealed record Found(int Bucket, string Reason, long Failures);
}

internal sealed record PaymentFailuresRow(DateTimeOffset Start, string Reason, long Failures) : IReportRow
{
    public static IReadOnlyList<string> Columns => ["start", "reason", "failures"];

    public object?[] Cells() => [Start.Local(), Reason, Failures];
}
