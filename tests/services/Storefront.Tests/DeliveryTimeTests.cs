using System.Text.Json.Nodes;
using Ecommerce.Storefront.Tests.Languages;

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
    public async Task German_pages_name_methods_and_options_in_German()
    {
        fixture.Gateway.Answer("GET /orders/shipping-methods", """
            { "items": [ { "id": "pick-up", "name": "Pick-up", "description": "You collect it.", "minDays": 1, "maxDays": 1,
              "needsAddress": false, "translations": { "de": { "name": "Abholung", "description": null } } } ] }
            """);
        fixture.Gateway.Answer("POST /users/refresh", ReviewTests.Tokens(""));
        var order = SampleOrder.Of("Confirmed");
        order["shippingMethod"] = new JsonObject { ["id"] = "pick-up", ["name"] = "Pick-up" };
        fixture.Gateway.Answer($"GET {SampleOrder.Path}", order.ToJsonString());
        fixture.Gateway.Answer($"GET /products/{Id}", $$"""
            { "id": "{{Id}}", "name": "Tent", "description": "Sleeps two.", "brand": "Nomad", "category": "Tents",
              "attributes": { "pole": ["steel"], "weight": ["2 kg"] }, "variants": [
              { "sku": "S", "options": { "size": "one" }, "price": { "amount": 80, "currency": "EUR" }, "available": 4 },
              { "sku": "L", "options": { "size": "two" }, "price": { "amount": 90, "currency": "EUR" }, "available": 4 } ] }
            """);
        await using var shop = await fixture.StartAsync();

        var product = HtmlTexts.Of(await PageAsync(shop, $"/de/products/{Id}"));
        Assert.Superset(new HashSet<string> { "Größe:", "Gewicht", "Pole" }, product.ToHashSet());
        Assert.Contains("Abholung", HtmlTexts.Of(await PageAsync(shop, "/de/pages/shipping")));
        Assert.Contains("You collect it. Abholbereit in 1 Werktag.", HtmlTexts.Of(await PageAsync(shop, "/de/pages/shipping")));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/de{SampleOrder.Path}");
        request.Headers.Add("Cookie", "session=e30.e30.e30");
        using var answer = await shop.Client.SendAsync(request);
        Assert.Contains("Abholung", HtmlTexts.Of(await answer.Content.ReadAsStringAsync()));
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
