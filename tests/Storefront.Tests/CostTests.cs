namespace Ecommerce.Storefront.Tests;

[Collection(StorefrontCollection.Name)]
public sealed class CostTests
{
    private const string Tokens = """{ "accessToken": "an-access-token", "tokenType": "Bearer", "expiresIn": 3600, "refreshToken": "a-refresh-token" }""";

    private const string Cart = """
        { "id": "me", "items": [{ "sku": "TENT", "productId": "0190a5a0-0000-7000-8000-000000000001", "name": "Tent", "quantity": 2,
          "unitPrice": { "amount": 50, "currency": "EUR" }, "available": 5, "lineTotal": { "amount": 100, "currency": "EUR" } }],
          "total": { "amount": 100, "currency": "EUR" }, "notes": [] }
        """;

    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public CostTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        gateway.Answer("POST /users/refresh", Tokens);
        gateway.Answer("GET /carts/me", Cart);
        gateway.Answer("GET /categories", "[]");
    }

    [Fact]
    public async Task A_quote_shows_what_comes_off_and_what_comes_on_top()
    {
        gateway.Answer("POST /orders/quote", $$"""{ "lines": [], {{Costs(discount: 10, shipping: 4.9m, tax: 17.1m, total: 112)}} }""");
        var panel = await PageAsync("/checkout/quote?country=DE&discountCode=TENTH");

        foreach (var text in new[] { "Discount", "€-10.00", "Shipping", "€4.90", "€17.10", "€112.00" })
            Assert.Contains(text, panel, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_does_not_hold_is_told_on_the_panel()
    {
        gateway.Answer("POST /orders/quote", """{ "title": "The code has expired.", "errors": { "discountCode": ["has expired"] } }""", status: 422);

        Assert.Contains("discountCode: has expired", await PageAsync("/checkout/quote?country=DE&discountCode=OLD"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_country_nothing_is_quoted()
    {
        Assert.Contains("€100.00", await PageAsync("/checkout/quote?country=&discountCode="), StringComparison.Ordinal);
        Assert.DoesNotContain("POST /orders/quote", gateway.Asked);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(4.9, true)]
    public async Task An_order_shows_its_parts_where_it_has_any(double shipping, bool shown)
    {
        const string Id = "0190a5a0-0000-7000-8000-00000000000a";
        gateway.Answer($"GET /orders/{Id}", $$"""
            { "id": "{{Id}}", "status": "Shipped", "lines": [], {{Costs(0, (decimal)shipping, 0, 100 + (decimal)shipping)}}, "history": [],
              "shippingAddress": { "name": "A", "street": "B", "city": "C", "postalCode": "D", "country": "DE" }, "createdAt": "2026-01-01T00:00:00Z" }
            """);
        var page = await PageAsync($"/orders/{Id}");

        Assert.Equal(shown, page.Contains("Subtotal", StringComparison.Ordinal));
        Assert.Contains(shown ? "€104.90" : "€100.00", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("TENTH")]
    public async Task A_discount_code_may_be_there_or_not(string? code)
    {
        gateway.Answer("POST /payments/methods", """{ "token": "tok_1", "brand": "visa", "last4": "4242" }""");
        gateway.Answer("POST /orders", """{ "title": "Sold out." }""", status: 409);
        var fields = new Dictionary<string, string>
        {
            ["key"] = $"{Guid.CreateVersion7()}", ["name"] = "A", ["street"] = "B", ["city"] = "C", ["postalCode"] = "D", ["country"] = "DE",
            ["cardNumber"] = "4242424242424242", ["expiryMonth"] = "12", ["expiryYear"] = "2030", ["cvc"] = "123",
        };
        if (code is not null)
            fields["discountCode"] = code;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/checkout") { Content = new FormUrlEncodedContent(fields) };

        Assert.Contains("Sold out.", await PageAsync(request), StringComparison.Ordinal);
    }

    private static string Costs(decimal discount, decimal shipping, decimal tax, decimal total) => FormattableString.Invariant($$"""
        "subtotal": { "amount": 100, "currency": "EUR" }, "discount": { "amount": {{discount}}, "currency": "EUR" },
        "shipping": { "amount": {{shipping}}, "currency": "EUR" }, "tax": { "amount": {{tax}}, "currency": "EUR" },
        "taxIncluded": { "amount": 0, "currency": "EUR" }, "total": { "amount": {{total}}, "currency": "EUR" }
        """);

    private async Task<string> PageAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await PageAsync(request);
    }

    private async Task<string> PageAsync(HttpRequestMessage request)
    {
        request.Headers.Add("Cookie", "renewal=an-old-refresh-token");
        using var answer = await browser.SendAsync(request);
        return System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
