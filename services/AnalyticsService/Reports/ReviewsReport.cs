namespace Ecommerce.AnalyticsService.Reports;

/// <summary>What people think by their stars: reviews that can be read now, in the bucket in which they were written.</summary>
internal static class ReviewsReport
{
    private const string Sql = $"""
        select width_bucket(written_at, @starts) as bucket,
            count(*) filter (where stars = 1) as one, count(*) filter (where stars = 2) as two, count(*) filter (where stars = 3) as three,
            count(*) filter (where stars = 4) as four, count(*) filter (where stars = 5) as five
        from review_facts
        where generation = {ReportReader.Live} and written_at >= @from and written_at < @to and published
        group by bucket
        """;

    public static async Task<IReadOnlyList<ReviewsRow>> ReadAsync(ReportReader reader) => reader.Fill(
        await reader.AskAsync<Found>(Sql), found => found.Bucket,
        (start, found) => new ReviewsRow(start, found?.One ?? 0, found?.Two ?? 0, found?.Three ?? 0, found?.Four ?? 0, found?.Five ?? 0));

    private sealed record Found(int Bucket, long One, long Two, long Three, long Four, long Five);
}

/// <summary>Four and five stars are praise, one and two are blame.</summary>
internal sealed record ReviewsRow(DateTimeOffset Start, long One, long Two, long Three, long Four, long Five) : IReportRow
{
    public long Count => One + Two + Three + Four + Five;
    public long Positive => Four + Five;
    public long Neutral => Three;
    public long Negative => One + Two;

    /// <summary>Null where there is none.</summary>
    public decimal? Average => Averages.Of(One + (2 * Two) + (3 * Three) + (4 * Four) + (5 * Five), Count);

    public static IReadOnlyList<string> Columns
        => ["start", "one", "two", "three", "four", "five", "count", "average", "positive", "neutral", "negative"];

    public object?[] Cells => [Start.Local(), One, Two, Three, Four, Five, Count, Average, Positive, Neutral, Negative];
}
