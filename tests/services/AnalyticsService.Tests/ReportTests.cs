using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.AnalyticsService.Tests;

/// <summary>A made-up month whose events arrive out of order and more than once, and which is then rebuilt from the exports.</summary>
public sealed class ReportTests(ReportTests.HistoryShop shop) : IClassFixture<ReportTests.HistoryShop>
{
    private const int Seed = 20260329;

    private static readonly string[] Reports =
    [
        "revenue", "orders", "baskets", "refunds", "buyers", "abandoned-carts", "payment-failures", "reviews", "best-sellers",
        "experiments", "funnel", "cohorts",
    ];

    public static TheoryData<string, string, string, string> Ranges => new()
    {
        { "hour", "Europe/Berlin", "2026-03-28", "2026-03-31" },
        { "hour", "Australia/Lord_Howe", "2026-04-04", "2026-04-07" },
        { "day", "Europe/Berlin", "2026-03-01", "2026-05-01" },
        { "day", "UTC", "2026-03-25T07:30:00Z", "2026-04-10T00:00:00+02:00" },
        { "day", "Pacific/Auckland", "2026-03-20", "2026-04-20" },
        { "week", "America/New_York", "2026-03-01", "2026-05-01" },
        { "month", "Asia/Kolkata", "2026-01-01", "2026-07-01" },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public async Task Reports_equal_history_when_events_are_redelivered_and_reordered(string unit, string zone, string from, string to)
        => await CompareAsync(unit, zone, from, to);

    [Fact]
    public async Task Best_sellers_and_recommendations_count_confirmed_orders_only()
    {
        var oracle = new Oracle(
            shop.History, "day", "UTC", new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));
        var best = await shop.RowsAsync("best-sellers?from=2026-03-01&to=2026-06-01");

        Assert.Equal(
            oracle.BestSellers().Order(),
            best.Select(
                row => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row!["productId"]} {row["currency"]} {row["pieces"]} {row["orders"]} {(decimal)row["revenue"]!:0.00}")).Order());
        var pieces = best.GroupBy(row => (string)row!["productId"]!).Select(rows => rows.Sum(row => (long)row!["pieces"]!)).ToList();
        Assert.Equal(pieces.OrderDescending(), pieces);
        foreach (var product in shop.History.Products)
        {
            var together = (await shop.GetAsync($"/analytics/products/{product}/bought-together?limit=20")).Body!["items"]!.AsArray();
            Assert.Equal(
                oracle.BoughtWith(product)
                    .OrderBy(pair => pair.Key),
                    together.Select(item => KeyValuePair.Create((Guid)item!["productId"]!, (int)item["orders"]!))
                        .OrderBy(pair => pair.Key));
        }
    }

    [Fact]
    public async Task CSV_has_same_rows_as_JSON()
    {
        using var request = shop.Request(
            HttpMethod.Get, "/analytics/revenue?from=2026-03-28&to=2026-03-31&by=hour&timeZone=Europe/Berlin", "analytics:read");
        request.Headers.Add("Accept", "text/csv");
        using var response = await shop.Process.Client.SendAsync(request);
        var lines = (await response.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");
        var rows = await shop.RowsAsync("revenue?from=2026-03-28&to=2026-03-31&by=hour&timeZone=Europe/Berlin&format=json");

        Assert.Equal(("text/csv", "start,currency,captured,refunded,net"), (response.Content.Headers.ContentType?.MediaType, lines[0]));
        Assert.Equal(rows.Select(row => $"{row!["start"]},{row["currency"]},{row["captured"]},{row["refunded"]},{row["net"]}"), lines[1..]);
        Assert.Equal(71, rows.Count / rows.Select(row => (string)row!["currency"]!).Distinct().Count());
    }

    [Fact]
    public async Task Rebuild_from_exports_returns_same_numbers()
    {
        var before = await EverythingAsync();
        var generation = await shop.ScalarAsync<int>("SELECT id FROM generations WHERE state = 'live'");
        await shop.RebuildAsync();

        Assert.Equal(before, await EverythingAsync());
        Assert.NotEqual(generation, await shop.ScalarAsync<int>("SELECT id FROM generations WHERE state = 'live'"));
        Assert.Equal(
            0L, await shop.ScalarAsync<long>("SELECT count(*) FROM order_facts WHERE generation = @generation", new { generation }));
        Assert.All(shop.Stub.Authorized, Assert.True);
    }

    [Theory]
    [InlineData("by=day,week", "by")]
    [InlineData("by=hour,%20day", "by")]
    [InlineData("by=1", "by")]
    [InlineData("from=Thu%20Nov%2026%202026%2010:00Z", "from")]
    [InlineData("from=Tue,%2024%20Nov%202026%2012:00%20%2B01:00", "from")]
    [InlineData("to=2026-11-24T12:00:00%2B1", "to")]
    [InlineData("to=2026-11-24T12:00", "to")]
    [InlineData("to=0001-01-01T00:00:00Z", "to")]
    [InlineData("to=0001-01-01", "to")]
    [InlineData("from=9999-12-31T23:59:59.9999999Z", "from")]
    public async Task Loosely_written_range_of_any_report_returns_400_that_names_the_parameter(string query, string parameter)
    {
        foreach (var report in Reports)
        {
            var (status, problem) = await shop.GetAsync($"/analytics/{report}?{query}");
            Assert.Equal((report, 400), (report, status));
            Assert.Equal([parameter], problem!["errors"]!.AsObject().Select(error => error.Key));
        }
    }

    private async Task CompareAsync(string unit, string zone, string from, string to)
    {
        var place = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var oracle = new Oracle(shop.History, unit, zone, Moment(from, place), Moment(to, place));
        var query = $"?by={unit}&timeZone={zone}&from={Uri.EscapeDataString(from)}&to={Uri.EscapeDataString(to)}";
        await SameAsync("revenue", oracle.Revenue(), ["currency"], ["captured", "refunded", "net"]);
        await SameAsync("orders", oracle.Orders(), [], ["placed", "confirmed", "cancelled"]);
        await SameAsync("baskets", oracle.Baskets(), ["currency"], ["orders", "total", "pieces"]);
        await SameAsync("refunds", oracle.RefundCounts(), ["currency"], ["refunds", "amount"]);
        await SameAsync("buyers", oracle.Buyers(), [], ["new", "returning"]);
        await SameAsync("abandoned-carts", oracle.AbandonedCarts(), [], ["carts", "pieces"]);
        await SameAsync("payment-failures", oracle.PaymentFailures(), ["reason"], ["failures"]);
        await SameAsync("reviews", oracle.Reviews(), [], ["one", "two", "three", "four", "five"]);

        async Task SameAsync(string report, Dictionary<string, string> expected, string[] kinds, string[] numbers)
        {
            var rows = (await shop.RowsAsync(report + query)).Select(row => row!).ToList();
            var found = rows.ToDictionary(Key, row => Oracle.Text(numbers.Select(number => (decimal)row[number]!)));
            var seen = rows.Select(row => string.Concat(kinds.Select(kind => $" {row[kind]}"))).Distinct().ToList();
            var zeros = Oracle.Text(numbers.Select(_ => 0m));

            Assert.Equal(
                expected.OrderBy(row => row.Key, StringComparer.Ordinal), found.Where(row => row.Value != zeros)
                    .OrderBy(row => row.Key, StringComparer.Ordinal));
            Assert.Equal(oracle.Buckets().SelectMany(bucket => seen.Select(kind => bucket + kind)), rows.Select(Key));

            string Key(JsonNode row) => string.Concat(
                [oracle.Bucket(row["start"]!.GetValue<DateTimeOffset>()), .. kinds.Select(kind => $" {row[kind]}")]);
        }
    }

    private async Task<string> EverythingAsync()
    {
        const string range = "?from=2026-01-01&to=2026-07-01&timeZone=Europe/Berlin";
        List<string> all = [];
        foreach (var report in Reports)
            all.Add($"{report}: {(await shop.RowsAsync(report + range)).ToJsonString()}");
        return string.Join('\n', all);
    }

    private static DateTimeOffset Moment(string text, TimeZoneInfo place) => text.Contains('T', StringComparison.Ordinal)
        ? DateTimeOffset.Parse(text, null)
        : new(DateTime.Parse(text, null), place.GetUtcOffset(DateTime.Parse(text, null)));

    public sealed class HistoryShop : AnalyticsShop
    {
        public History History { get; } = new(Seed, orders: 150);

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            Stub.Export("/orders/export", () => Task.FromResult(History.OrderLines()));
            Stub.Export("/payments/export", () => Task.FromResult(History.PaymentLines()));
            Stub.Export("/reviews/export", () => Task.FromResult(History.ReviewLines()));
            var events = History.Events().ToArray();
            var random = new Random(Seed);
            var deliveries = events.Concat(events.Where(_ => random.Next(3) == 0)).ToArray();
            random.Shuffle(deliveries);
            await Parallel.ForEachAsync(
                deliveries, new ParallelOptions { MaxDegreeOfParallelism = 4 },
                async (published, _) => await published.PublishAsync(this, published.Id));
            await Eventually.Async(
                () => ScalarAsync<long>("SELECT count(*) FROM inbox"), applied => applied == events.Length,
                $"{events.Length} events are applied", TimeSpan.FromSeconds(60));
            Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM dead_letters"));
        }

        public async Task RebuildAsync()
        {
            Assert.Equal(202, (await PostAsync("/analytics/rebuild")).Status);
            await Eventually.Async(
                async () => (string)(await GetAsync("/analytics/rebuild")).Body!["state"]! == "Done", "the rebuild is done");
        }
    }
}
