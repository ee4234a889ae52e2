namespace Ecommerce.Storefront.Tests;

/// <summary>A storefront of their own: calls that fail open a circuit, which stays open for a while.</summary>
public sealed class SearchOutageTests : IClassFixture<StorefrontFixture>
{
    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public SearchOutageTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        gateway.Answer("GET /search", """{ "title": "The service is away." }""", status: 503);
        gateway.Answer("GET /search/suggestions", """{ "title": "The service is away." }""", status: 503);
        gateway.Answer("GET /categories", """[ { "name": "Camping", "products": 1 } ]""");
        gateway.Answer("GET /products", """
            { "items": [ { "id": "0190a5a0-0000-7000-8000-000000000001", "name": "Tent", "description": "", "brand": "Nomad",
              "category": "Camping",
              "variants": [ { "sku": "T", "options": {}, "price": { "amount": 10, "currency": "USD" }, "available": 1 } ] } ],
                "next": null }
            """);
    }

    [Fact]
    public async Task Product_list_is_shown_while_search_is_down()
    {
        for (var i = 0; i < 6; i++)
        {
            var page = await browser.GetStringAsync("/search?q=tent");

            Assert.Contains("The search does not answer at the moment.", page, StringComparison.Ordinal);
            Assert.Contains("Tent", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<li>", await browser.GetStringAsync("/search/suggestions?q=tent"), StringComparison.Ordinal);
        }
    }
}
