using Ecommerce.AnalyticsService.Domain;

namespace Ecommerce.AnalyticsService.Tests;

/// <summary>Buckets on the days on which clocks change, against what the calendars of those places say.</summary>
public sealed class BucketsTests
{
    [Theory]
    // Forward: Berlin has no 02:00, Cairo and Beirut no midnight, Lord Howe half an hour less.
    [InlineData("Europe/Berlin", "2026-03-29", 23, "2026-03-29T00:00:00+01:00")]
    [InlineData("Africa/Cairo", "2026-04-24", 23, "2026-04-24T01:00:00+03:00")]
    [InlineData("Asia/Beirut", "2026-03-29", 23, "2026-03-29T01:00:00+03:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", 24, "2026-10-04T00:00:00+10:30")]
    // Back: 02:00 comes twice; in Havana midnight does; Lord Howe half an hour more.
    [InlineData("Europe/Berlin", "2026-10-25", 25, "2026-10-25T00:00:00+02:00")]
    [InlineData("America/Havana", "2026-11-01", 25, "2026-11-01T00:00:00-04:00")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 25, "2026-04-05T00:00:00+11:00")]
    // Nothing changes.
    [InlineData("Asia/Kolkata", "2026-03-29", 24, "2026-03-29T00:00:00+05:30")]
    [InlineData("UTC", "2026-03-29", 24, "2026-03-29T00:00:00+00:00")]
    public void Day_has_as_many_hours_as_local_clock_shows(string zone, string date, int hours, string start)
    {
        var (place, day) = (TimeZoneInfo.FindSystemTimeZoneById(zone), DateOnly.Parse(date, null));
        var (begin, end) = (Buckets.StartOf(day, place), Buckets.StartOf(day.AddDays(1), place));
        var buckets = Buckets.Between(begin, end, ReportUnit.Hour, place, 100);

        Assert.Equal(start, begin.ToString("yyyy-MM-dd'T'HH:mm:sszzz", null));
        Assert.Equal(hours, buckets.Count);
        Assert.Equal(buckets.Order(), buckets);
        Assert.Equal(begin, buckets[0]);
        Assert.All(buckets, hour => Assert.Equal(day, DateOnly.FromDateTime(hour.DateTime)));
    }

    [Fact]
    public void Weeks_begin_on_Monday_and_months_on_their_first_day()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var (from, to) = (new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 4, 2, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal("2025-12-29", $"{Buckets.Between(from, to, ReportUnit.Week, berlin, 100)[0]:yyyy-MM-dd}");
        Assert.Equal(
            ["2026-01-01 +01:00", "2026-02-01 +01:00", "2026-03-01 +01:00", "2026-04-01 +02:00"],
            Buckets.Between(from, to, ReportUnit.Month, berlin, 100).Select(month => $"{month:yyyy-MM-dd zzz}"));
    }
}

[Collection(AnalyticsShopCollection.Name)]
public sealed class BadInputTests(AnalyticsShop shop)
{
    [Theory]
    [InlineData("revenue?from=yesterday", "from")]
    [InlineData("revenue?from=2026-13-01", "from")]
    [InlineData("revenue?from=2026-03-01T00:00:00", "from")]
    [InlineData("revenue?from=1999-12-31", "from")]
    [InlineData("revenue?from=9999-12-31T23:59:59-14:00", "from")]
    [InlineData("revenue?to=9999-12-31", "to")]
    [InlineData("revenue?from=2026-03-02&to=2026-03-01", "to")]
    [InlineData("revenue?from=2026-03-01&to=2026-03-01", "to")]
    [InlineData("orders?by=minute", "by")]
    [InlineData("orders?by=1", "by")]
    [InlineData("orders?by=hour&from=2020-01-01&to=2026-01-01", "by")]
    [InlineData("funnel?timeZone=Mars/Olympus", "timeZone")]
    [InlineData("funnel?timeZone=../../etc/passwd", "timeZone")]
    [InlineData("funnel?timeZone=W.%20Europe%20Standard%20Time", "timeZone")]
    [InlineData("buyers?format=xml", "format")]
    [InlineData("best-sellers?limit=0", "limit")]
    [InlineData("best-sellers?limit=101", "limit")]
    [InlineData("experiments?of=money", "of")]
    [InlineData("products/0199c0de-0000-7000-8000-000000000000/bought-together?limit=21", "limit")]
    public async Task Invalid_step_returns_400_that_names_field(string query, string field)
    {
        var (status, body) = await shop.GetAsync($"/analytics/{query}");

        Assert.Equal(400, status);
        Assert.Equal([field], body!["errors"]!.AsObject().Select(error => error.Key));
    }

    [Theory]
    [InlineData("revenue")]
    [InlineData("buyers")]
    [InlineData("experiments")]
    [InlineData("best-sellers")]
    public async Task Report_without_permission_is_rejected(string report)
    {
        Assert.Equal(403, (await shop.GetAsync($"/analytics/{report}", "orders:read")).Status);
        Assert.Equal(401, (int)(await shop.Process.Client.GetAsync($"/analytics/{report}")).StatusCode);
        Assert.Equal(200, (await shop.GetAsync($"/analytics/{report}", "analytics:read")).Status);
    }

    [Theory]
    [InlineData("POST", "rebuild")]
    [InlineData("GET", "rebuild")]
    [InlineData("GET", "dead-letters")]
    public async Task Read_permission_does_not_allow_operations(string method, string path)
        => Assert.Equal(403, (await shop.SendAsync(new(method), $"/analytics/{path}", ["analytics:read"])).Status);

    [Fact]
    public async Task Range_without_events_returns_zero_for_each_day()
    {
        var rows = await shop.RowsAsync("orders?from=2011-02-01&to=2011-03-01");

        Assert.Equal(28, rows.Count);
        Assert.All(rows, row => Assert.Equal(0, (int)row!["placed"]!));
        Assert.Empty(await shop.RowsAsync("revenue?from=2011-02-01&to=2011-03-01"));
    }
}
