namespace Ecommerce.AnalyticsService.Reports;

/// <summary>Carts that were left, in the bucket of their last change.</summary>
internal static class AbandonedCartsReport
{
    private const string Sql = """
        select width_bucket(abandoned_at, @starts) as bucket, count(*) as carts, sum(pieces)::bigint as pieces from abandoned_carts
        where abandoned_at >= @from and abandoned_at < @to
        group by bucket
        """;

    public static async Task<IReadOnlyList<AbandonedCartsRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.AskAsync<Found>(Sql), found => found.Bucket,
        (start, found) => new AbandonedCartsRow(start, found?.Carts ?? 0, found?.Pieces ?? 0));

    private sealed record Found(int Bucket, long Carts, long Pieces);
}

internal sealed record AbandonedCartsRow(DateTimeOffset Start, long Carts, long Pieces) : IReportRow
{
    public static IReadOnlyList<string> Columns => ["start", "carts", "pieces"];

    public object?[] Cells => [Start.Local(), Carts, Pieces];
}
