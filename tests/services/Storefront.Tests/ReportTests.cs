using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.WebUtilities;

namespace Ecommerce.Storefront.Tests;

[Collection(StorefrontCollection.Name)]
public sealed partial class ReportTests
{
    private static readonly string[] Reports =
    [
        "revenue", "orders", "baskets", "refunds", "buyers", "funnel", "best-sellers", "payment-failures", "abandoned-carts",
        "experiments",
    ];

    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public ReportTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        Answer(
            "revenue",
            """
            { "start": "2026-03-28T00:00:00+01:00", "currency": "EUR", "captured": 1200.5, "refunded": 100, "net": 1100.5 },
              { "start": "2026-03-29T00:00:00+01:00", "currency": "EUR", "captured": 0, "refunded": 50.25, "net": -50.25 }
            """);
        Answer(
            "orders",
            """
            { "start": "2026-03-28T00:00:00+01:00", "placed": 9, "confirmed": 7, "cancelled": 1 }, { "start": "2026-03-29T00:00:00+01:00",
              "placed": 0, "confirmed": 1, "cancelled": 0 }
            """);
        Answer(
            "baskets",
            """
            { "start": "2026-03-28T00:00:00+01:00", "currency": "EUR", "orders": 3, "total": 100, "pieces": 4, "averageValue": 33.33,
              "averagePieces": 1.33 }
            """);
        Answer("refunds", """{ "start": "2026-03-28T00:00:00+01:00", "currency": "EUR", "refunds": 2, "orders": 1, "amount": 150.25 }""");
        Answer("buyers", """{ "start": "2026-03-28T00:00:00+01:00", "new": 5, "returning": 2 }""");
        Answer(
            "funnel",
            """{ "start": "2026-03-28T00:00:00+01:00", "visits": 200, "products": 100, "carts": 40, "checkouts": 20, "confirmed": 8 }""");
        Answer(
            "best-sellers",
            """
            { "productId": "0190a5a0-0000-7000-8000-000000000001", "name": "Tent <b>", "currency": "EUR", "pieces": 12, "orders": 9,
              "revenue": 600 }
            """);
        Answer(
            "payment-failures",
            """
            { "start": "2026-03-28T00:00:00+01:00", "reason": "card-expired", "failures": 1 }, { "start": "2026-03-28T00:00:00+01:00",
              "reason": "card-declined", "failures": 3 }
            """);
        Answer("abandoned-carts", """{ "start": "2026-03-28T00:00:00+01:00", "carts": 6, "pieces": 11 }""");
        Answer("experiments", """
            { "group": "A", "visitors": 1000, "placed": 60, "confirmed": 50, "conversions": 50, "conversion": { "value": 0.05,
              "low": 0.0381, "high": 0.0653 }, "difference": null },
            { "group": "B", "visitors": 1000, "placed": 90, "confirmed": 80, "conversions": 80, "conversion": { "value": 0.08,
              "low": 0.0648, "high": 0.0985 }, "difference": { "value": 0.03, "low": 0.0083, "high": 0.0518 } },
            { "group": "C", "visitors": 0, "placed": 0, "confirmed": 0, "conversions": 0, "conversion": null, "difference": null }
            """);
    }

    [Fact]
    public async Task Report_page_shows_the_totals()
    {
        var text = Words(await PageAsync("/office/numbers"));

        foreach (var said in new[]
        {
            "Revenue, refunds taken off €1,050.25", "Refunded €150.25", "Average basket €33.33", "Orders confirmed 8", "Visitors 200",
            "Orders per visitor 4.0 %",
            "Carts left behind 6", "Payments failed 4", "Went to the checkout 20 50.0 % 10.0 %", "card-declined 3 card-expired 1",
            "Tent <b> 12 9 €600.00", "B 1,000 90 80 8.00 % (6.48 % to 9.85 %) 3.00 % (0.83 % to 5.18 %) better", "C 0 0 0 nobody yet",
        })
            Assert.Contains(said, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chart_has_title_summary_and_a_table_of_the_same_values()
    {
        var charts = Charts(await PageAsync("/office/numbers"));

        Assert.Equal(
            ["Revenue in EUR", "Orders", "Average basket in EUR", "Refunds in EUR", "Buyers", "Visitors and orders", "Abandoned carts"],
            charts.Select(Title));
        foreach (var chart in charts)
        {
            var svg = chart.Descendants("svg").Single();
            Assert.Equal("img", (string?)svg.Attribute("role"));
            foreach (var id in ((string)svg.Attribute("aria-labelledby")!).Split(' '))
                Assert.NotEmpty(svg.Elements().Single(element => (string?)element.Attribute("id") == id).Value);
            var table = chart.Descendants("table").Single();
            Assert.Equal($"{Title(chart)}, in numbers", (string?)table.Parent!.Attribute("aria-label"));
            // Every bar is a number of the table.
            foreach (var bar in svg.Descendants("rect"))
                Assert.Contains(bar.Value.Split(": ")[1], table.Descendants("td").Select(cell => cell.Value));
        }
    }

    [Fact]
    public async Task Bar_height_is_proportional_to_its_value()
    {
        var svg = Charts(await PageAsync("/office/numbers")).Single(chart => Title(chart) == "Orders").Descendants("svg").Single();
        var bars = svg.Descendants("rect").Select(bar => (Said: bar.Value, Y: Number(bar, "y"), Height: Number(bar, "height"))).ToList();

        Assert.Equal(
            ["2026-03-28, Placed: 9", "2026-03-28, Confirmed: 7", "2026-03-28, Cancelled: 1", "2026-03-29, Confirmed: 1"],
            bars.Select(bar => bar.Said));
        Assert.Equal([9, 7, 1, 1], bars.Select(bar => Math.Round(bar.Height / bars[2].Height)));
        Assert.Single(bars.Select(bar => Math.Round(bar.Y + bar.Height, 1)).Distinct());
        Assert.All(bars, bar => Assert.True(bar.Y >= 0));
    }

    [Fact]
    public async Task Selected_period_includes_its_last_day_in_requests_and_links()
    {
        var page = await PageAsync("/office/numbers?from=2026-03-01&to=2026-03-31&by=week&timeZone=Europe%2FBerlin&of=placed");

        foreach (var report in Reports)
        {
            Assert.Contains("2026-03-01 2026-04-01 week Europe/Berlin placed", Asked(report));
            Assert.Contains(
                $"/office/numbers/{report}.csv?from=2026-03-01&amp;to=2026-03-31&amp;by=week&amp;timeZone=Europe%2FBerlin&amp;of=placed",
                page, StringComparison.Ordinal);
        }

        // Visitors of the whole time: in few buckets, each of whom counts somebody once.
        Assert.Contains("2026-03-01 2026-04-01 month Europe/Berlin placed", Asked("funnel"));
        Assert.Contains("value=\"Europe/Berlin\"", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"week\" selected", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_is_downloaded_as_CSV()
    {
        gateway.Answer("GET /analytics/revenue", "start,currency\r\n");
        using var answer = await GetAsync("/office/numbers/revenue.csv?to=2026-03-31");

        Assert.Equal(
            ("text/csv", "attachment; filename=revenue.csv"),
            (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.ToString()));
        Assert.Equal("start,currency\r\n", await answer.Content.ReadAsStringAsync());
        Assert.Equal("?to=2026-04-01&format=csv", gateway.Calls("GET /analytics/revenue")[^1].Query);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/office/numbers/rebuild.csv")).StatusCode);
        Assert.Empty(gateway.Calls("GET /analytics/rebuild"));
    }

    [Fact]
    public async Task Invalid_period_shows_a_message_beside_the_form()
    {
        gateway.Answer(
            "GET /analytics/revenue",
            """{ "title": "No.", "errors": { "timeZone": ["must be an IANA time zone such as Europe/Berlin"] } }""", status: 400);
        var page = await PageAsync("/office/numbers?from=yesterday&to=9999-12-31&timeZone=%22%3EMoon");

        Assert.Contains("Time zone must be an IANA time zone", page, StringComparison.Ordinal);
        Assert.Contains("value=\"&quot;&gt;Moon\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_page_of_a_shop_without_sales_is_shown()
    {
        foreach (var report in Reports)
            Answer(report, "");
        Answer("orders", """{ "start": "2026-03-28T00:00:00+01:00", "placed": 0, "confirmed": 0, "cancelled": 0 }""");
        var text = Words(await PageAsync("/office/numbers"));

        Assert.Contains("Orders confirmed 0", text, StringComparison.Ordinal);
        Assert.Contains("Nobody was in a group in this time.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_page_requires_analytics_read()
    {
        Assert.Contains("href=\"/office/numbers\"", await PageAsync("/office/numbers"), StringComparison.Ordinal);
        foreach (var report in Reports)
            gateway.Answer($"GET /analytics/{report}", """{ "title": "You may not do this." }""", status: 403);
        using var answer = await GetAsync("/office/numbers", permission: "orders:read");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("href=\"/office/numbers\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(gateway.Calls("POST /analytics/visits"));
    }

    private void Answer(string report, string rows) => gateway.Answer(
        $"GET /analytics/{report}",
        $$"""
        { "from": "2026-03-28T00:00:00+01:00", "to": "2026-03-30T00:00:00+02:00", "by": "day", "timeZone": "Europe/Berlin",
          "rows": [ {{rows}} ] }
        """);

    /// <summary>What reports were asked for, in whatever order.</summary>
    private IEnumerable<string> Asked(string report)
        => gateway.Calls($"GET /analytics/{report}").Select(call => QueryHelpers.ParseQuery(call.Query))
            .Select(query => $"{query["from"]} {query["to"]} {query["by"]} {query["timeZone"]} {query["of"]}");

    private static double Number(XElement element, string name)
        => double.Parse((string)element.Attribute(name)!, System.Globalization.CultureInfo.InvariantCulture);

    private static string Title(XElement figure) => figure.Descendants("svg").Single().Element("title")!.Value;

    /// <summary>The parts of the page that have a chart and a table.</summary>
    private static List<XElement> Charts(string page)
        => [.. Figure().Matches(page).Select(figure => XElement.Parse(figure.Value.Replace(" download", "", StringComparison.Ordinal)))];

    private static string Words(string page) => WebUtility.HtmlDecode(Space().Replace(Tag().Replace(page, " "), " "));

    private async Task<string> PageAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string permission = "analytics:read")
    {
        var claims = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{ "permissions": ["{{permission}}"] }"""));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("User-Agent", "Firefox/140.0");
        request.Headers.Add("Cookie", $"session=e30.{claims}.e30");
        return await browser.SendAsync(request);
    }

    [GeneratedRegex("""<div class="figure">.*?</table>\s*</div>\s*</div>""", RegexOptions.Singleline)]
    private static partial Regex Figure();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
