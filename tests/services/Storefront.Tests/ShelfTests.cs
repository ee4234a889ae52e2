using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Ecommerce.Storefront.Tests;

/// <summary>
/// Shelves, products and what search engines read of them. A service that fails is given time to recover: whoever tests that has a
/// storefront of its own.
/// </summary>
[Collection(StorefrontCollection.Name)]
public sealed class ShelfTests
{
    private const string Id = "0190a5a0-0000-7000-8000-000000000001";

    private const string OnSale = """
        { "match": "all", "didYouMean": null, "total": 1, "totalIsExact": true, "next": null, "alternatives": [],
          "items": [ { "id": "0190a5a0-0000-7000-8000-000000000001", "name": "Dome tent", "brand": "Nomad", "available": 3, "rating": 0,
            "ratings": 0, "price": { "amount": 80, "currency": "EUR" }, "regularPrice": { "amount": 100, "currency": "EUR" },
            "highestPrice": { "amount": 150, "currency": "EUR" }, "onSale": true,
            "highlights": { "name": "Dome tent", "description": "" } } ],
          "facets": { "categories": [ { "path": "camping/tents", "name": "Tents & tarps", "count": 1 } ], "brands": [], "prices": [],
            "ratings": [], "inStock": 1, "onSale": 1, "attributes": [] } }
        """;

    private readonly StorefrontFixture fixture;
    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public ShelfTests(StorefrontFixture fixture)
    {
        this.fixture = fixture;
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        gateway.Answer("GET /categories", """
            [ { "name": "Camping", "slug": "camping", "path": "camping", "products": 2 },
              { "name": "Tents & tarps", "slug": "tents", "parent": "camping", "path": "camping/tents", "products": 1 } ]
            """);
        gateway.Answer("GET /search", """
            { "match": "all", "didYouMean": null, "total": 0, "totalIsExact": true, "items": [], "next": null, "alternatives": [],
              "facets": { "categories": [ { "path": "camping/tents", "name": "Tents & tarps", "count": 1 } ],
                "brands": [ { "value": "Nomad", "count": 1 } ], "prices": [], "ratings": [], "inStock": 0, "attributes": [] } }
            """);
        gateway.Answer($"GET /products/{Id}", """
            { "id": "0190a5a0-0000-7000-8000-000000000001", "name": "Dôme Tent </script>", "description": "Sleeps two.", "brand": "Nomad",
              "category": "Tents & tarps", "categoryPath": "camping/tents", "images": [], "attributes": { "weight": [ "2 kg" ] },
              "variants": [
                { "sku": "T-G-2", "options": { "colour": "green", "size": "two" }, "price": { "amount": 80, "currency": "EUR" },
                  "regularPrice": { "amount": 100, "currency": "EUR" }, "available": 0 },
                { "sku": "T-G-4", "options": { "colour": "green", "size": "four" }, "price": { "amount": 150, "currency": "EUR" },
                  "regularPrice": { "amount": 150, "currency": "EUR" }, "available": 4 },
                { "sku": "T-R-2", "options": { "colour": "red", "size": "two" }, "price": { "amount": 90, "currency": "EUR" },
                  "regularPrice": { "amount": 90, "currency": "EUR" }, "available": 7 } ] }
            """);
    }

    [Fact]
    public async Task Category_is_listed_with_its_trail_and_its_facets_link_to_pages()
    {
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/categories/tents?brand=Nomad"));

        Assert.Contains("category=camping%2Ftents", gateway.Calls("GET /search")[^1].Query, StringComparison.Ordinal);
        Assert.Contains("brand=Nomad", gateway.Calls("GET /search")[^1].Query, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/categories/camping\">Camping</a>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/categories/tents\" aria-current=\"true\"", page, StringComparison.Ordinal);
        Assert.Contains("rel=\"canonical\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Earlier_address_of_a_category_leads_to_its_page()
    {
        using var answer = await browser.GetAsync("/?category=Tents%20%26%20tarps");

        Assert.Equal((HttpStatusCode.MovedPermanently, "/categories/tents"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task Sale_page_lists_sales_with_both_prices_and_its_categories_keep_the_filter()
    {
        gateway.Answer("GET /search", OnSale);

        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/sale?brand=Nomad"));

        var query = gateway.Calls("GET /search")[^1].Query;
        Assert.Contains("onSale=true", query, StringComparison.Ordinal);
        Assert.Contains("brand=Nomad", query, StringComparison.Ordinal);
        Assert.Contains("€80.00", page, StringComparison.Ordinal);
        Assert.Contains("</span>€100.00</s>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"flag sale\">", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/categories/tents?onSale=true\"", page, StringComparison.Ordinal);
        // A shelf of sales is not narrowed to sales.
        Assert.DoesNotContain("/sale?onSale", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sale_page_without_search_shows_everything_and_says_so()
    {
        gateway.Answer("GET /search", """{ "title": "Away." }""", status: 503);
        gateway.Answer("GET /products", """{ "items": [], "next": null }""");

        await using var shop = await fixture.StartAsync();

        var page = await shop.Client.GetStringAsync("/sale");

        Assert.Contains("<h1>Everything</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Filters do not work at the moment", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sales_are_a_facet_of_other_shelves()
    {
        gateway.Answer("GET /search", OnSale);

        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/categories/tents"));

        Assert.Contains("href=\"/categories/tents?onSale=true\" rel=\"nofollow\">On sale <span>1</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_page_shows_sales_from_the_search_and_reads_categories_once()
    {
        gateway.Answer("GET /search", OnSale);
        gateway.Answer("GET /products", """{ "items": [], "next": null }""");

        var page = await browser.GetStringAsync("/");

        Assert.Contains("href=\"/sale\"", page, StringComparison.Ordinal);
        Assert.Contains(gateway.Calls("GET /search"), call => call.Query.Contains("onSale=true", StringComparison.Ordinal));
        Assert.Contains("limit=5", Assert.Single(gateway.Calls("GET /products")).Query, StringComparison.Ordinal);
        Assert.Single(gateway.Calls("GET /categories"));
    }

    [Fact]
    public async Task Shelf_without_search_shows_what_the_catalogue_has()
    {
        gateway.Answer("GET /search", """{ "title": "Away." }""", status: 503);
        gateway.Answer("GET /products", """{ "items": [], "next": "b" }""");
        await using var shop = await fixture.StartAsync();

        var page = WebUtility.HtmlDecode(await shop.Client.GetStringAsync("/categories/tents"));

        Assert.Contains("Filters do not work at the moment", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/categories/tents?after=b\"", page, StringComparison.Ordinal);
        Assert.Contains("category=Tents%20%26%20tarps", gateway.Calls("GET /products")[^1].Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "T-G-4", "€150.00")]
    [InlineData("?variant=T-R-2", "T-R-2", "€90.00")]
    [InlineData("?variant=no-such", "T-G-4", "€150.00")]
    public async Task Chosen_variant_or_one_that_can_be_bought_is_shown_with_its_price(string query, string sku, string price)
    {
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync($"/products/{Id}{query}"));

        Assert.Contains($"name=\"sku\" value=\"{sku}\"", page, StringComparison.Ordinal);
        Assert.Contains($"<p class=\"price big\">{price}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Option_leads_to_the_nearest_variant_and_says_what_is_sold_out()
    {
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync($"/products/{Id}?variant=T-R-2"));

        // Green keeps the size, although that one is sold out; it is said.
        Assert.Contains(
            $"class=\"gone\" href=\"/products/{Id}/d%C3%B4me-tent-script?variant=T-G-2\"", page, StringComparison.Ordinal);
        Assert.Contains("green<span class=\"unseen\">, sold out", page, StringComparison.Ordinal);
        Assert.Contains("?variant=T-G-4\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sold_out_variant_on_sale_shows_both_prices_and_no_button()
    {
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync($"/products/{Id}?variant=T-G-2"));

        Assert.Contains("€80.00", page, StringComparison.Ordinal);
        Assert.Contains("</span>€100.00</s>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Add to cart", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_with_an_earlier_name_leads_to_the_present_one_and_keeps_the_variant()
    {
        using var answer = await browser.GetAsync($"/products/{Id}/old-name?variant=T-R-2");

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal($"/products/{Id}/d%C3%B4me-tent-script?variant=T-R-2", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Structured_data_is_valid_and_cannot_leave_its_element()
    {
        var page = await browser.GetStringAsync($"/products/{Id}");
        var start = page.IndexOf("{\"@context\"", StringComparison.Ordinal);
        var json = page[start..page.IndexOf("</script>", start, StringComparison.Ordinal)];

        var product = JsonNode.Parse(json)!;
        Assert.Equal("Dôme Tent </script>", (string)product["name"]!);
        Assert.Equal(
            [("80", "OutOfStock"), ("150", "InStock"), ("90", "InStock")],
            product["offers"]!.AsArray().Select(offer => ((string)offer!["price"]!, ((string)offer["availability"]!).Split('/')[^1])));
    }

    [Fact]
    public async Task Search_engines_are_told_what_the_owner_wrote_for_them_and_shoppers_the_name()
    {
        const string Other = "0190a5a0-0000-7000-8000-000000000002";
        gateway.Answer($"GET /products/{Other}", $$"""
            { "id": "{{Other}}", "name": "Dome tent", "description": "Sleeps two.", "brand": "Nomad", "category": "Tents",
              "seoTitle": "Tents <by hand>", "seoDescription": "Sewn \"here\".", "variants": [
                { "sku": "T-1", "options": {}, "price": { "amount": 80, "currency": "EUR" }, "available": 1 } ] }
            """);

        var page = await browser.GetStringAsync($"/products/{Other}");

        Assert.Contains("<title>Tents &lt;by hand&gt; - ", page, StringComparison.Ordinal);
        Assert.Contains("""<meta property="og:title" content="Tents &lt;by hand&gt;" />""", page, StringComparison.Ordinal);
        Assert.Contains("""<meta name="description" content="Sewn &quot;here&quot;." />""", page, StringComparison.Ordinal);
        Assert.Contains("""<meta property="og:description" content="Sewn &quot;here&quot;." />""", page, StringComparison.Ordinal);
        Assert.Contains("<h1>Dome tent</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<p class=\"prose\">Sleeps two.</p>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Products_looked_at_are_shown_on_the_home_page()
    {
        using var looked = await browser.GetAsync($"/products/{Id}");
        var seen = Assert.Single(looked.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("seen=", StringComparison.Ordinal));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", seen.Split(';')[0] } } };

        using var home = await browser.SendAsync(request);

        Assert.Contains("You looked at", await home.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sitemap_names_every_category_and_product_once_and_robots_names_the_sitemap()
    {
        gateway.Answer("GET /products", $$"""
            { "items": [ { "id": "{{Id}}", "name": "A & B", "description": "", "brand": "", "category": "Tents & tarps",
              "variants": [] } ], "next": null }
            """);

        var map = XDocument.Parse(await browser.GetStringAsync("/sitemap.xml"));
        var robots = await browser.GetStringAsync("/robots.txt");

        var origin = browser.BaseAddress!.GetLeftPart(UriPartial.Authority);
        string[] paths = ["/", "/sale", "/categories/camping", "/categories/tents", $"/products/{Id}/a-b"];
        Assert.Equal(
            paths.SelectMany(path => new[] { $"{origin}{path}", $"{origin}/de{path}" }),
            map.Descendants().Where(element => element.Name.LocalName == "loc").Select(element => element.Value));
        // Each names both.
        Assert.Equal(
            paths.SelectMany(path => Enumerable.Repeat(new[] { $"{origin}{path}", $"{origin}/de{path}" }, 2).SelectMany(both => both)),
            map.Descendants().Where(element => element.Name.LocalName == "link").Select(element => element.Attribute("href")!.Value));
        Assert.Contains($"Sitemap: {origin}/sitemap.xml", robots, StringComparison.Ordinal);
        Assert.Contains("Disallow: /checkout", robots, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("imprint")]
    [InlineData("privacy")]
    [InlineData("terms")]
    [InlineData("returns")]
    [InlineData("shipping")]
    public async Task Legal_pages_are_linked_from_every_page_and_there(string name)
    {
        Assert.Contains($"href=\"/pages/{name}\"", await browser.GetStringAsync("/login"), StringComparison.Ordinal);
        Assert.Contains("<h1>", await browser.GetStringAsync($"/pages/{name}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imprint_names_who_is_configured_and_nobody_else()
    {
        await using var shop = await fixture.StartAsync(
            ("Shop__Company", "Ada & Sons"), ("Shop__Address__0", "2 Real Road"), ("Shop__Address__1", "53111 Bonn"));

        var page = WebUtility.HtmlDecode(await shop.Client.GetStringAsync("/pages/imprint"));

        Assert.Contains("Ada & Sons", page, StringComparison.Ordinal);
        Assert.Contains("2 Real Road", page, StringComparison.Ordinal);
        Assert.Contains("53111 Bonn", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Example Street", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_page_shows_what_answers_and_says_when_nothing_does()
    {
        foreach (var call in (string[])["GET /search", "GET /products", "GET /categories"])
            gateway.Answer(call, """{ "title": "Away." }""", status: 503);
        await using var shop = await fixture.StartAsync();

        using var answer = await shop.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Our shelves do not answer", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
