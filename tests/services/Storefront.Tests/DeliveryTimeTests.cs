namespace Ecommerce.Storefront.Tests;

/// <summary>What the shop promises before there is an order. On storefronts of their own: the methods are kept for some minutes.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class DeliveryTimeTests
{
    private const string Id = "0190a5a0-0000-7000-8000-000000000001";

    private readonly StorefrontFixture fixture;

    public DeliveryTimeTests(StorefrontFixture fixture)
    {
        this.fixture = fixture;
        fixture.Gateway.Forget();
        fixture.Gateway.Answer("GET /categories", "[]");
        fixture.Gateway.Answer($"GET /products/{Id}", $$"""
            { "id": "{{Id}}", "name": "Tent", "description": "Sleeps two.", "brand": "Nomad", "category": "Tents",
              "variants": [ { "sku": "TENT-2", "options": {}, "price": { "amount": 80, "currency": "EUR" }, "available": 4 } ] }
            """);
    }

    [Fact]
    public async Task Pages_promise_what_the_standard_method_is_configured_with()
    {
        fixture.Gateway.Answer("GET /orders/shipping-methods", """
            { "items": [
              { "id": "standard", "name": "Standard", "description": "By post.", "minDays": 3, "maxDays": 7, "needsAddress": true },
              { "id": "pick-up", "name": "Pick-up", "description": null, "minDays": 1, "maxDays": 1, "needsAddress": false } ] }
            """);
        await using var shop = await fixture.StartAsync();

        Assert.Contains("Delivered in 3 to 7 working days.", await PageAsync(shop, $"/products/{Id}"), StringComparison.Ordinal);
        var shipping = await PageAsync(shop, "/pages/shipping");
        Assert.Contains("By post. Arrives in 3 to 7 working days.", shipping, StringComparison.Ordinal);
        Assert.Contains("Ready in 1 working day.", shipping, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_promise_nothing_while_the_methods_are_unknown()
    {
        fixture.Gateway.Answer("GET /orders/shipping-methods", """{ "title": "Away." }""", status: 503);
        await using var shop = await fixture.StartAsync();

        foreach (var path in new[] { $"/products/{Id}", "/pages/shipping" })
            Assert.DoesNotContain("working day", await PageAsync(shop, path), StringComparison.Ordinal);
    }

    private static Task<string> PageAsync(Testing.ServiceProcess shop, string path) => shop.Client.GetStringAsync(path);
}
