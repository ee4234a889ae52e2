using Ecommerce.AnalyticsService.Infrastructure.Postgres;

namespace Ecommerce.AnalyticsService.Features.Reports;

/// <summary>Published reviews by stars, in the bucket in which they were written.</summary>
internal static class ReviewsReport
{
    private const string Sql = $"""
        SELECT width_bucket(written_at, @starts) AS bucket,
            count(*) FILTER (WHERE stars = 1) AS one, count(*) FILTER (WHERE stars = 2) AS two, count(*) FILTER (WHERE stars = 3) AS three,
            count(*) FILTER (WHERE stars = 4) AS four, count(*) FILTER (WHERE stars = 5) AS five
        FROM review_facts
        WHERE generation = {ReportReader.LiveGeneration} AND written_at >= @from AND written_at < @to AND published
        GROUP BY bucket
        """;

    public static async Task<IReadOnlyList<ReviewsRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.QueryAsync<Found>(Sql), found => found.Bucket,
        (start, found) => new ReviewsRow(start, found?.One ?? 0, found?.Two ?? 0, found?.Three ?? 0, found?.Four ?? 0, found?.Five ?? 0));

    private sealed record Found(int Bucket, long One, long Two, long Three, long Four, long Five);
}

/// <summary>Four and five stars are positive, one and two are negative.</summary>
internal sealed record ReviewsRow(DateTimeOffset Start, long One, long Two, long Three, long Four, long Five) : IReportRow
{
    public long Count => One + Two + Three + Four + Five;
    public long Positive => Four + Five;
    public long Neutral => Three;
    public long Negative => One + Two;

    /// <summary>Null without reviews.</summary>
    public decimal? Average => Averages.Of(One + (2 * Two) + (3 * Three) + (4 * Four) + (5 * Five), Count);

    public static IReadOnlyList<string> Columns
        => ["start", "one", "two", "three", "four", "five", "count", "average", "positive", "neutral", "negative"];

    public object?[] Cells() => [Start.Local(), One, Two, Three, Four, Five, Count, Average, Positive, Neutral, Negative];
}
