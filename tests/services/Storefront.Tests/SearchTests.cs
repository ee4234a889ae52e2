using System.Net;

namespace Ecommerce.Storefront.Tests;

public sealed class SearchTests : IClassFixture<StorefrontFixture>
{
    private const string Boots = """
        { "id": "0190a5a0-0000-7000-8000-000000000002", "name": "Trail boots", "brand": "Fellgate", "price": { "amount": 99.5,
          "currency": "USD" },
          "highestPrice": { "amount": 120, "currency": "USD" }, "available": 2, "rating": 4.25, "ratings": 8,
          "highlights": { "name": "Trail <mark>boots</mark> &lt;b&gt;", "description": "" } }
        """;

    private const string Facets = """
        { "categories": [ { "path": "shoes", "name": "Shoes", "count": 3 }, { "path": "shoes/boots", "name": "Boots", "count": 2 } ],
          "brands": [ { "value": "Fellgate", "count": 2 } ], "prices": [ { "from": 50, "to": 100, "count": 2 } ],
          "ratings": [ { "stars": 4, "count": 1 } ], "inStock": 2, "attributes": [ { "name": "size", "values": [ { "value": "42",
            "count": 1 } ] } ] }
        """;

    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public SearchTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        Answer("all", items: Boots);
    }

    [Fact]
    public async Task Search_results_mark_matches_and_encode_other_markup()
    {
        var page = await browser.GetStringAsync("/search?q=boots");

        Assert.Contains("Trail <mark>boots</mark> &lt;b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("from $99.50", page, StringComparison.Ordinal);
        Assert.Contains("4.3 (8)", page, StringComparison.Ordinal);
        Assert.Contains("value=\"boots\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facet_link_adds_or_removes_its_filter()
    {
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/search?q=boots&brand=Fellgate"));

        Assert.Contains("href=\"/search?q=boots\" aria-current=\"true\" rel=\"nofollow\">Fellgate", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/search?q=boots&brand=Fellgate&category=shoes%2Fboots\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/search?q=boots&brand=Fellgate&minPrice=50&maxPrice=99.99\"", page, StringComparison.Ordinal);
        Assert.Contains("attribute=size%3A42", page, StringComparison.Ordinal);
        Assert.Contains("inStock=true", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corrected_search_shows_the_correction()
    {
        Answer("corrected", items: Boots, didYouMean: "boots");

        Assert.Contains("/search?q=boots\">boots</a>", await browser.GetStringAsync("/search?q=botos"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_without_results_shows_alternatives()
    {
        Answer("none", items: "", alternatives: Boots);

        var page = await browser.GetStringAsync("/search?q=zzz");

        Assert.Contains("Nothing found for", page, StringComparison.Ordinal);
        Assert.Contains("Trail <mark>boots</mark>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typed_text_returns_suggestions()
    {
        gateway.Answer("GET /search/suggestions", """
            { "queries": ["trail boots"], "products": [ { "id": "0190a5a0-0000-7000-8000-000000000002",
              "highlight": "<mark>Trail</mark> boots",
              "brand": "Fellgate", "price": { "amount": 99.5, "currency": "USD" } } ] }
            """);

        var part = await browser.GetStringAsync("/search/suggestions?q=trai");

        Assert.Contains("/search?q=trail%20boots", part, StringComparison.Ordinal);
        Assert.Contains("/products/0190a5a0-0000-7000-8000-000000000002", part, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", part, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_has_a_search_box()
        => Assert.Contains("action=\"/search\"", await browser.GetStringAsync("/login"), StringComparison.Ordinal);

    private void Answer(string match, string items, string? didYouMean = null, string alternatives = "")
        => gateway.Answer("GET /search", $$"""
        { "query": "boots", "match": "{{match}}", "didYouMean": {{(didYouMean is null ? "null" : $"\"{didYouMean}\"")}}, "total": 1,
          "totalIsExact": true,
          "items": [ {{items}} ], "next": null, "facets": {{Facets}}, "alternatives": [ {{alternatives}} ] }
        """);
}
