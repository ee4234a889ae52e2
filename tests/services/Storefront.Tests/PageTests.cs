using System.Net;

namespace Ecommerce.Storefront.Tests;

[Collection(StorefrontCollection.Name)]
public sealed class PageTests
{
    private const string Tent = """
        { "id": "0190a5a0-0000-7000-8000-000000000001", "name": "Tent <script>alert(1)</script>", "description": "Sleeps two.",
          "brand": "Nomad",
          "category": "Camping", "variants": [ { "sku": "TENT-2", "options": {}, "price": { "amount": 109.9, "currency": "USD" },
            "available": 3 } ] }
        """;

    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public PageTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        gateway.Answer("GET /products", $$"""{ "items": [ {{Tent}} ], "next": null }""");
        gateway.Answer("GET /categories", """[ { "name": "Camping", "slug": "camping", "path": "camping", "products": 1 } ]""");
    }

    [Fact]
    public async Task Home_page_shows_prices_and_categories()
    {
        var page = await browser.GetStringAsync("/");

        Assert.Contains("$109.90", page, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Add to cart: Tent", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/categories/camping\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_in_a_product_name_is_encoded()
        => Assert.DoesNotContain("<script>alert", await browser.GetStringAsync("/"), StringComparison.Ordinal);

    [Fact]
    public async Task Unknown_path_returns_a_404_page()
    {
        using var answer = await browser.GetAsync("/no-such-page");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Unknown_product_returns_a_404_page()
    {
        using var answer = await browser.GetAsync("/products/0190a5a0-0000-7000-8000-00000000dead");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Unreachable_gateway_returns_an_error_page()
    {
        gateway.Answer("GET /products", """{ "title": "The service is away." }""", status: 503);

        using var answer = await browser.GetAsync("/products");

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Contains("The service is away.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anonymous_orders_page_redirects_to_login_and_back()
    {
        gateway.Answer("GET /orders", """{ "title": "Sign in first." }""", status: 401);

        using var answer = await browser.GetAsync("/orders");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/login?return=%2Forders", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Form_without_its_fields_returns_400()
    {
        using var form = new FormUrlEncodedContent([]);

        using var answer = await browser.PostAsync("/cart/items", form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(gateway.Asked, call => call.StartsWith("POST", StringComparison.Ordinal));
    }
}
