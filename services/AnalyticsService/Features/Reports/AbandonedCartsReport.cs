using Ecommerce.AnalyticsService.Infrastructure.Postgres;

namespace Ecommerce.AnalyticsService.Features.Reports;

/// <summary>Abandoned carts, in the bucket of their last change.</summary>
internal static class AbandonedCartsReport
{
    private const string Sql = """
        SELECT width_bucket(abandoned_at, @starts) AS bucket, count(*) AS carts, sum(pieces)::bigint AS pieces FROM abandoned_carts
        WHERE abandoned_at >= @from AND abandoned_at < @to
        GROUP BY bucket
        """;

    public static async Task<IReadOnlyList<AbandonedCartsRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.QueryAsync<Found>(Sql), found => found.Bucket,
        (start, found) => new AbandonedCartsRow(start, found?.Carts ?? 0, found?.Pieces ?? 0));

    private sealed record Found(int Bucket, long Carts, long Pieces);
}

internal sealed record AbandonedCartsRow(DateTimeOffset Start, long Carts, long Pieces) : IReportRow
{
    public static IReadOnlyList<string> Columns => ["start", "carts", "pieces"];

    public object?[] Cells() => [Start.Local(), Carts, Pieces];
}
