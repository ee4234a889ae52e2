using System.Globalization;
using System.Text.Json.Nodes;

namespace Ecommerce.Storefront.Tests;

[Collection(StorefrontCollection.Name)]
public sealed class QuoteTests
{
    private const string Tokens =
        """{ "accessToken": "an-access-token", "tokenType": "Bearer", "expiresIn": 3600, "refreshToken": "a-refresh-token" }""";

    private const string Cart = """
        { "id": "me", "items": [{ "sku": "TENT", "productId": "0190a5a0-0000-7000-8000-000000000001", "name": "Tent", "quantity": 2,
          "unitPrice": { "amount": 50, "currency": "EUR" }, "available": 5, "lineTotal": { "amount": 100, "currency": "EUR" } }],
          "total": { "amount": 100, "currency": "EUR" }, "notes": [] }
        """;

    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public QuoteTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        gateway.Answer("POST /users/refresh", Tokens);
        gateway.Answer("GET /carts/me", Cart);
        gateway.Answer("GET /categories", "[]");
    }

    [Fact]
    public async Task Quote_shows_discount_shipping_and_tax()
    {
        gateway.Answer("POST /orders/quote", $$"""{ "lines": [], {{Costs(discount: 10, shipping: 4.9m, tax: 17.1m, total: 112)}} }""");
        var panel = await PageAsync("/checkout/quote?country=DE&discountCode=TENTH");

        foreach (var text in new[] { "Discount", "-€10.00", "Shipping", "€4.90", "€17.10", "€112.00" })
            Assert.Contains(text, panel, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("discountCode", "The discount code has expired.", ">The discount code has expired.<")]
    [InlineData("discountCode", "must not be empty", ">Discount code must not be empty<")]
    [InlineData("shippingAddress.country", "must be two letters", ">Country must be two letters<")]
    public async Task Refused_field_is_shown_on_the_quote_in_a_sentence(string field, string message, string shown)
    {
        gateway.Answer("POST /orders/quote", $$"""{ "title": "Refused.", "errors": { "{{field}}": ["{{message}}"] } }""", status: 422);

        Assert.Contains(shown, await PageAsync("/checkout/quote?country=DE&discountCode=OLD"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, ">1 piece for")]
    [InlineData(2, ">2 pieces for")]
    public async Task Quote_says_how_many_pieces_it_is_for(int quantity, string shown)
    {
        gateway.Answer("GET /carts/me", Cart.Replace("\"quantity\": 2", $"\"quantity\": {quantity}", StringComparison.Ordinal));

        Assert.Contains(shown, await PageAsync("/checkout/quote?country=&discountCode="), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quote_without_country_makes_no_request()
    {
        Assert.Contains("€100.00", await PageAsync("/checkout/quote?country=&discountCode="), StringComparison.Ordinal);
        Assert.DoesNotContain("POST /orders/quote", gateway.Asked);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(4.9, true)]
    public async Task Order_shows_price_parts_only_where_there_are_any(double shipping, bool shown)
    {
        const string Id = "0190a5a0-0000-7000-8000-00000000000a";
        gateway.Answer($"GET /orders/{Id}", $$"""
            { "id": "{{Id}}", "status": "Shipped", "lines": [], {{Costs(0, (decimal)shipping, 0, 100 + (decimal)shipping)}}, "history": [],
              "shippingAddress": { "name": "A", "street": "B", "city": "C", "postalCode": "D", "country": "DE" },
                "createdAt": "2026-01-01T00:00:00Z" }
            """);
        var page = await PageAsync($"/orders/{Id}");

        Assert.Equal(shown, page.Contains("Subtotal", StringComparison.Ordinal));
        Assert.Contains(shown ? "€104.90" : "€100.00", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("TENTH")]
    public async Task Checkout_accepts_a_form_with_and_without_discount_code(string? code)
    {
        gateway.Answer("POST /orders", """{ "title": "Sold out." }""", status: 409);
        gateway.Answer("POST /orders/quote", $"{{ {Costs(discount: 0, shipping: 4.9m, tax: 0, total: 104.9m)} }}");
        var page = await CheckOutAsync(code is null ? [] : [("discountCode", code)]);

        Assert.Contains("Sold out.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkout_sends_the_total_that_the_page_showed()
    {
        gateway.Answer("POST /orders/quote", $"{{ {Costs(discount: 0, shipping: 4.9m, tax: 0, total: 104.9m)} }}");
        var panel = await PageAsync("/checkout/quote?country=DE&discountCode=");
        Assert.Contains("name=\"expectedTotal\" value=\"104.9\"", panel, StringComparison.Ordinal);
        Assert.Contains("name=\"expectedCurrency\" value=\"EUR\"", panel, StringComparison.Ordinal);

        gateway.Answer("POST /orders", """{ "title": "Sold out." }""", status: 409);
        await CheckOutAsync();

        var expected = JsonNode.Parse(gateway.Sent("POST /orders").Body)!["expectedTotal"]!;
        Assert.Equal((104.9m, "EUR"), ((decimal)expected["amount"]!, (string)expected["currency"]!));
    }

    [Fact]
    public async Task Checkout_at_a_price_that_rose_shows_the_new_one_and_asks_again()
    {
        gateway.Answer("POST /orders", $$"""
            { "type": "urn:ecommerce:problem:price-changed", "title": "The total has changed.", "status": 409,
              "detail": "It is 1000.00 EUR now, not 104.9 EUR.", "quote": { {{Costs(discount: 0, shipping: 0, tax: 0, total: 1000)}} } }
            """, status: 409);
        gateway.Answer("POST /orders/quote", $"{{ {Costs(discount: 0, shipping: 0, tax: 0, total: 1000)} }}");
        var page = await CheckOutAsync();

        foreach (var text in new[] { "it was €104.90 and is €1,000.00 now", "name=\"expectedTotal\" value=\"1000\"", "value=\"Main 1\"" })
            Assert.Contains(text, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkout_from_a_page_without_a_price_buys_nothing_and_shows_the_price()
    {
        gateway.Answer("POST /orders/quote", $"{{ {Costs(discount: 0, shipping: 4.9m, tax: 0, total: 104.9m)} }}");
        var page = await CheckOutAsync(("expectedTotal", ""), ("expectedCurrency", ""));

        Assert.Contains("€104.90", page, StringComparison.Ordinal);
        Assert.Contains("name=\"expectedTotal\" value=\"104.9\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("POST /orders", gateway.Asked);
        Assert.DoesNotContain("POST /payments/methods", gateway.Asked);
    }

    private async Task<string> CheckOutAsync(params (string Name, string Value)[] changes)
    {
        gateway.Answer("POST /payments/methods", """{ "token": "tok_1", "brand": "visa", "last4": "4242" }""");
        var fields = new Dictionary<string, string>
        {
            ["key"] = $"{Guid.CreateVersion7()}", ["name"] = "A", ["street"] = "Main 1", ["city"] = "C", ["postalCode"] = "D",
            ["country"] = "DE", ["number"] = "4242424242424242", ["expiryMonth"] = "12", ["expiryYear"] = "2030", ["cvc"] = "123",
            ["expectedTotal"] = "104.9", ["expectedCurrency"] = "EUR",
        };
        foreach (var (name, value) in changes)
            fields[name] = value;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/checkout") { Content = new FormUrlEncodedContent(fields) };
        return await PageAsync(request);
    }

    private static string Costs(decimal discount, decimal shipping, decimal tax, decimal total)
        => string.Create(CultureInfo.InvariantCulture, $$"""
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
