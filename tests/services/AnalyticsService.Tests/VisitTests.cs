using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.AnalyticsService.Tests;

[Collection(AnalyticsShopCollection.Name)]
public sealed class VisitTests(AnalyticsShop shop)
{
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0";

    private static int lastAddress;

    private readonly string group = $"g{Guid.CreateVersion7():n}"[..20];

    [Fact]
    public async Task Visitor_with_later_step_counts_once_for_each_earlier_step()
    {
        var (one, two) = (Address(), Address());
        foreach (var kind in new[] { "visit", "visit", "product", "cart", "checkout", "product" })
            await SendAsync(one, kind);
        await SendAsync(two, "product");

        Assert.Equal(2L, await VisitorsAsync());
        Assert.Equal(
            new[] { 4L, 2L },
            new[] { await FurthestAsync(one), await FurthestAsync(two) });

        async Task<long> FurthestAsync(string address) => address == one
            ? await shop.ScalarAsync<int>("SELECT max(step) FROM visits WHERE test_group = @group", new { group })
            : await shop.ScalarAsync<int>(
                """
                SELECT max(step) FROM visits
                WHERE test_group = @group AND visitor <> (SELECT visitor FROM visits WHERE test_group = @group AND step = 4)
                """,
                new { group });
    }

    [Fact]
    public async Task Funnel_counts_visitors_by_furthest_step()
    {
        var before = await TodayAsync();
        foreach (
            var (address, kind) in new[] { (Address(), "visit"), (Address(), "product"), (Address(), "cart"), (Address(), "checkout") })
            await SendAsync(address, kind);
        var after = await TodayAsync();

        Assert.Equal([4, 3, 2, 1], after.Zip(before, (now, then) => now - then));
    }

    [Fact]
    public async Task Repeated_step_counts_once()
    {
        var id = Guid.CreateVersion7();
        for (var i = 0; i < 3; i++)
            Assert.Equal(204, await SendAsync(Address(), "visit", id));

        Assert.Equal(1L, await shop.ScalarAsync<long>("SELECT count(*) FROM visits WHERE id = @id", new { id }));
    }

    [Theory]
    [InlineData("Googlebot/2.1 (+http://www.google.com/bot.html)")]
    [InlineData("curl/8.5.0")]
    [InlineData("Mozilla/5.0 HeadlessChrome/120.0")]
    [InlineData("")]
    [InlineData(Browser, "DNT")]
    [InlineData(Browser, "Sec-GPC")]
    public async Task Bots_and_untracked_visitors_are_not_counted(string userAgent, string? header = null)
    {
        Assert.Equal(204, await SendAsync(Address(), "visit", userAgent: userAgent, header: header));

        Assert.Equal(0L, await shop.ScalarAsync<long>("SELECT count(*) FROM visits WHERE test_group = @group", new { group }));
    }

    [Fact]
    public async Task Stored_visits_are_pseudonymous_and_salts_of_past_days_are_deleted()
    {
        var address = Address();
        await shop.ScalarAsync<object>("INSERT INTO visit_salts (day, salt) VALUES (current_date - 1, '\\x00') ON CONFLICT DO NOTHING");
        await using (var replica = await shop.StartAsync())
            await SendAsync(address, "visit", client: replica.Client);
        await SendAsync(address, "visit");

        Assert.Equal(1L, await VisitorsAsync());
        Assert.Equal(0L, await shop.ScalarAsync<long>("SELECT count(*) FROM visit_salts WHERE day < (now() AT TIME ZONE 'UTC')::date"));
        var kept = await shop.ScalarAsync<string>("SELECT string_agg(v::text, ' ') FROM visits v WHERE test_group = @group", new { group });
        Assert.DoesNotContain(address, kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Firefox", kept, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "kind": "purchase" }""", "kind")]
    [InlineData("{}", "kind")]
    [InlineData("""{ "kind": "visit", "productId": "0199c0de-0000-7000-8000-000000000000" }""", "productId")]
    [InlineData("""{ "kind": "visit", "id": "7" }""", "id")]
    [InlineData("""{ "kind": "visit", "testGroup": "two words" }""", "testGroup")]
    public async Task Invalid_step_returns_400_that_names_field(string json, string field)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/analytics/visits")
        {
            Content = new StringContent(json, null, "application/json"),
        };
        TestProxy.AddTo(request, Address());
        using var response = await shop.Process.Client.SendAsync(request);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal([field], JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Too_many_visits_of_one_address_return_429_for_that_address_only()
    {
        await using var replica = await shop.StartAsync(("Visits__PermitsPerMinute", "3"));
        var (noisy, quiet) = (Address(), Address());
        for (var i = 0; i < 3; i++)
            Assert.Equal(204, await SendAsync(noisy, "visit", client: replica.Client));

        Assert.Equal(429, await SendAsync(noisy, "visit", client: replica.Client));
        Assert.Equal(204, await SendAsync(quiet, "visit", client: replica.Client));
        // What a caller claims before the gateway's word is not believed.
        Assert.Equal(429, await SendAsync($"{Address()}, {noisy}", "visit", client: replica.Client));
    }

    private Task<long> VisitorsAsync()
        => shop.ScalarAsync<long>("SELECT count(DISTINCT visitor) FROM visits WHERE test_group = @group", new { group });

    private async Task<long[]> TodayAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        var rows = await shop.RowsAsync(
            $"funnel?from={now.AddDays(-1):yyyy-MM-dd}&to={now.AddDays(1):yyyy-MM-dd}");
        return [.. new[] { "visits", "products", "carts", "checkouts" }.Select(step => rows.Sum(row => (long)row![step]!))];
    }

    private async Task<int> SendAsync(
        string address, string kind, Guid? id = null, string userAgent = Browser, string? header = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/analytics/visits")
        {
            Content = JsonContent.Create(new { kind, id, testGroup = group }),
        };
        TestProxy.AddTo(request, address);
        if (userAgent.Length > 0)
            request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        if (header is not null)
            request.Headers.Add(header, "1");
        using var response = await (client ?? shop.Process.Client).SendAsync(request);
        return (int)response.StatusCode;
    }

    private static string Address()
    {
        var number = Interlocked.Increment(ref lastAddress);
        return $"203.0.{113 + (number / 250)}.{number % 250}";
    }
}
