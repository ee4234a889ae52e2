using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Testing;

namespace Ecommerce.Storefront.Tests;

/// <summary>Flags that change while the storefront runs.</summary>
public sealed class FeatureFlagTests : IClassFixture<StorefrontFixture>
{
    private const string Id = "0190a5a0-0000-7000-8000-000000000001";
    private const string OtherId = "0190a5a0-0000-7000-8000-000000000002";

    private readonly StubGateway gateway;
    private readonly HttpClient browser;
    private readonly FlagFolder flags;

    public FeatureFlagTests(StorefrontFixture fixture)
    {
        (gateway, browser, flags) = (fixture.Gateway, fixture.Browser, fixture.Flags);
        gateway.Forget();
        gateway.Answer(
            "POST /users/refresh",
            """{ "accessToken": "an-access-token", "tokenType": "Bearer", "expiresIn": 3600, "refreshToken": "a-refresh-token" }""");
        gateway.Answer($"GET /products/{Id}", Product(Id, "Tent", available: 0));
        gateway.Answer($"GET /products/{OtherId}", Product(OtherId, "Lantern", available: 3));
        gateway.Answer(
            $"GET /analytics/products/{Id}/bought-together", $$"""{ "items": [ { "productId": "{{OtherId}}", "orders": 7 } ] }""");
    }

    [Fact]
    public async Task Recommendations_are_requested_only_while_enabled()
    {
        Assert.DoesNotContain("Lantern", await PageAsync($"/products/{Id}"), StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Asked, call => call.Contains("bought-together", StringComparison.Ordinal));

        flags.Set("RECOMMENDATIONS_ENGINE", "true");
        await BecomesAsync($"/products/{Id}", page => page.Contains("Lantern", StringComparison.Ordinal));
        gateway.Answer($"GET /analytics/products/{Id}/bought-together", """{ "title": "Away." }""", status: 503);
        Assert.Contains("Tent", await PageAsync($"/products/{Id}"), StringComparison.Ordinal);

        flags.Set("RECOMMENDATIONS_ENGINE", "false");
        gateway.Answer($"GET /analytics/products/{Id}/bought-together", $$"""{ "items": [ { "productId": "{{OtherId}}" } ] }""");
        await BecomesAsync($"/products/{Id}", page => !page.Contains("Lantern", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_owner_switches_counts_before_the_deployment_and_stays_while_nobody_tells()
    {
        flags.Set("RECOMMENDATIONS_ENGINE", "false");
        gateway.Answer("GET /features", Switched(enabled: true));
        await BecomesAsync($"/products/{Id}", page => page.Contains("Lantern", StringComparison.Ordinal));

        gateway.Answer("GET /features", """{ "title": "Away." }""", status: 503);
        var asked = Asked();
        await Eventually.Async(() => Task.FromResult(Asked() > asked + 1), "it is asked for again");
        Assert.Contains("Lantern", await PageAsync($"/products/{Id}"), StringComparison.Ordinal);

        flags.Set("RECOMMENDATIONS_ENGINE", "true");
        gateway.Answer("GET /features", Switched(enabled: false));
        await BecomesAsync($"/products/{Id}", page => !page.Contains("Lantern", StringComparison.Ordinal));
        gateway.Answer("GET /features", """{ "items": [] }""");
        await BecomesAsync($"/products/{Id}", page => page.Contains("Lantern", StringComparison.Ordinal));
        flags.Set("RECOMMENDATIONS_ENGINE", "false");
        await BecomesAsync($"/products/{Id}", page => !page.Contains("Lantern", StringComparison.Ordinal));

        int Asked() => gateway.Calls("GET /features").Count;

        static string Switched(bool enabled) => $$"""
            { "items": [ { "name": "RECOMMENDATIONS_ENGINE", "enabled": {{(enabled ? "true" : "false")}}, "isOverridden": true } ] }
            """;
    }

    [Fact]
    public async Task Sold_out_product_can_be_bought_while_stock_is_not_tracked()
    {
        Assert.Contains("Sold out", await PageAsync($"/products/{Id}"), StringComparison.Ordinal);

        flags.Set("INVENTORY_TRACKING", "false");
        await BecomesAsync($"/products/{Id}", page => page.Contains("Add to cart", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Classic_checkout_shows_address_then_costs_and_card()
    {
        gateway.Answer("GET /carts/me", $$"""
            { "id": "me", "items": [{ "sku": "TENT", "productId": "{{Id}}", "name": "Tent", "quantity": 2, "unitPrice": { "amount": 50,
              "currency": "EUR" },
              "available": 5, "lineTotal": { "amount": 100, "currency": "EUR" } }], "total": { "amount": 100, "currency": "EUR" },
                "notes": [] }
            """);
        gateway.Answer("POST /orders/quote", """
            { "subtotal": { "amount": 100, "currency": "EUR" }, "discount": { "amount": 0, "currency": "EUR" },
              "shipping": { "amount": 4.9, "currency": "EUR" },
              "tax": { "amount": 0, "currency": "EUR" }, "taxIncluded": { "amount": 0, "currency": "EUR" }, "total": { "amount": 104.9,
                "currency": "EUR" }, "shippingMethod": "express", "shippingMethods": [
                { "id": "standard", "name": "Standard", "price": { "amount": 0, "currency": "EUR" } },
                { "id": "express", "name": "Express", "price": { "amount": 4.9, "currency": "EUR" } } ] }
            """);
        var address = new Dictionary<string, string>
        {
            ["name"] = "Ada", ["street"] = "Main 1", ["city"] = "Bonn", ["postalCode"] = "53111", ["country"] = "DE", ["discountCode"] = "",
        };
        Assert.Contains("cc-number", await PageAsync("/checkout"), StringComparison.Ordinal);

        flags.Set("NEW_CHECKOUT_FLOW", "false");
        await BecomesAsync("/checkout", page => !page.Contains("cc-number", StringComparison.Ordinal));
        var payment = await SendAsync("/checkout/payment", address);
        Assert.Contains("€104.90", payment, StringComparison.Ordinal);
        Assert.Contains("cc-number", payment, StringComparison.Ordinal);
        Assert.Contains("value=\"Main 1\"", payment, StringComparison.Ordinal);
        Assert.Contains("name=\"expectedTotal\" value=\"104.9\"", payment, StringComparison.Ordinal);
        Assert.Contains("value=\"express\" checked", payment, StringComparison.Ordinal);
        Assert.Contains("formaction=\"/checkout/payment\"", payment, StringComparison.Ordinal);

        var again = await SendAsync("/checkout/payment", new(address) { ["shippingMethod"] = "standard", ["saveAddress"] = "true" });
        Assert.Contains("\"shippingMethod\":\"standard\"", gateway.Sent("POST /orders/quote").Body, StringComparison.Ordinal);
        Assert.Contains("name=\"saveAddress\" value=\"true\"", again, StringComparison.Ordinal);

        gateway.Answer("POST /payments/methods", """{ "token": "tok_1", "brand": "visa", "last4": "4242" }""");
        gateway.Answer("POST /orders", """{ "title": "Sold out." }""", status: 409);
        var refused = await SendAsync("/checkout", new(address)
        {
            ["key"] = $"{Guid.CreateVersion7()}", ["expectedTotal"] = "104.9", ["expectedCurrency"] = "EUR",
            ["number"] = "4242424242424242", ["expiryMonth"] = "12", ["expiryYear"] = "2030",
            ["cvc"] = "123",
        });
        Assert.Contains("Sold out.", refused, StringComparison.Ordinal);
        Assert.Contains("cc-number", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("4242424242424242", refused, StringComparison.Ordinal);

        gateway.Answer(
            "POST /orders", """{ "title": "No.", "errors": { "shippingAddress.postalCode": ["must have five digits"] } }""", status: 400);
        var first = await SendAsync("/checkout", new(address)
        {
            ["key"] = $"{Guid.CreateVersion7()}", ["expectedTotal"] = "104.9", ["expectedCurrency"] = "EUR",
            ["number"] = "4242424242424242", ["expiryMonth"] = "12", ["expiryYear"] = "2030", ["cvc"] = "123",
        });
        Assert.Contains("id=\"postalCode-error\">Postal code must have five digits<", first, StringComparison.Ordinal);

        gateway.Answer(
            "POST /orders/quote", """{ "title": "No.", "errors": { "shippingAddress.country": ["is no country"] } }""", status: 400);
        var elsewhere = await SendAsync("/checkout/payment", address);
        Assert.Contains("is no country", elsewhere, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"number\"", elsewhere, StringComparison.Ordinal);
    }

    private static string Product(string id, string name, int available) => $$"""
        { "id": "{{id}}", "name": "{{name}}", "description": "Good.", "brand": "Nomad", "category": "Camping",
          "variants": [ { "sku": "{{name}}", "options": {}, "price": { "amount": 50, "currency": "EUR" }, "available": {{available}} } ] }
        """;

    private Task<string> BecomesAsync(string path, Predicate<string> accept)
        => Eventually.Async(() => PageAsync(path), accept, $"{path} changes");

    private async Task<string> PageAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request);
    }

    private async Task<string> SendAsync(string path, Dictionary<string, string> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        return await SendAsync(request);
    }

    private async Task<string> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Add("Cookie", "renewal=an-old-refresh-token");
        using var answer = await browser.SendAsync(request);
        return System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
