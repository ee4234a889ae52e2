using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Ecommerce.Storefront.Tests;

/// <summary>Shipping methods, saved addresses and what follows the order, as a browser without scripts has them.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class CheckoutTests
{
    private const string Id = "0190a5a0-0000-7000-8000-00000000000a";

    private const string Amounts = """
        "subtotal": { "amount": 10, "currency": "EUR" }, "discount": { "amount": 0, "currency": "EUR" },
        "shipping": { "amount": 14.9, "currency": "EUR" }, "tax": { "amount": 0, "currency": "EUR" },
        "taxIncluded": { "amount": 0, "currency": "EUR" }, "total": { "amount": 24.9, "currency": "EUR" }
        """;

    private const string Quote = $$"""
        { {{Amounts}}, "shippingMethod": "express", "shippingMethods": [
          { "id": "standard", "name": "Standard", "description": null, "minDays": 2, "maxDays": 5, "needsAddress": true,
            "price": { "amount": 0, "currency": "EUR" } },
          { "id": "express", "name": "Express", "description": "By courier.", "minDays": 1, "maxDays": 1, "needsAddress": true,
            "price": { "amount": 14.9, "currency": "EUR" } },
          { "id": "pick-up", "name": "Pick-up", "description": "At our shop.", "minDays": 1, "maxDays": 1, "needsAddress": false,
            "price": { "amount": 0, "currency": "EUR" } } ] }
        """;

    private static readonly string Collected = Quote.Replace(
        "\"shippingMethod\": \"express\"", "\"shippingMethod\": \"pick-up\"", StringComparison.Ordinal);

    private const string Order = $$"""
        { "id": "{{Id}}", "status": "Placed", {{Amounts}},
          "lines": [ { "sku": "TENT-2", "name": "Tent", "quantity": 1, "unitPrice": { "amount": 10, "currency": "EUR" },
            "lineTotal": { "amount": 10, "currency": "EUR" }, "options": { "colour": "green" }, "image": null } ],
          "shippingMethod": { "id": "express", "name": "Express" },
          "shippingAddress": { "name": "Ada", "street": "Road 1", "city": "Bonn", "postalCode": "53111", "country": "DE" },
          "history": [], "createdAt": "2026-01-01T00:00:00Z" }
        """;

    private const string Saved = """
        { "items": [
          { "id": "0190a5a0-0000-7000-8000-0000000000cc", "name": "Ada", "street": "Lane 2", "city": "London", "postalCode": "N1 9GU",
            "country": "GB", "isDefault": false },
          { "id": "0190a5a0-0000-7000-8000-0000000000cd", "name": "Ada", "street": "Road 1", "city": "Bonn", "postalCode": "53111",
            "country": "DE", "isDefault": true } ], "next": null }
        """;

    private const string Address = "name=Ada&street=Road+1&city=Bonn&postalCode=53111&country=DE";

    private const string Card
        = "number=4242424242424242&expiryMonth=12&expiryYear=2035&cvc=123&expectedTotal=24.9&expectedCurrency=EUR";

    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public CheckoutTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        gateway.Answer("GET /categories", "[]");
        gateway.Answer("GET /carts/me", """
            { "id": "me", "items": [ { "sku": "TENT-2", "productId": "0190a5a0-0000-7000-8000-000000000001", "name": "Tent", "quantity": 1,
                "unitPrice": { "amount": 10, "currency": "EUR" }, "available": 3, "lineTotal": { "amount": 10, "currency": "EUR" },
                "options": { "colour": "green" } } ],
              "total": { "amount": 10, "currency": "EUR" }, "notes": [] }
            """);
        gateway.Answer("POST /payments/methods", """{ "token": "tok_1", "brand": "visa", "last4": "4242" }""");
        gateway.Answer("POST /orders/quote", Quote);
        gateway.Answer("POST /orders", Order, status: 202);
        gateway.Answer($"GET /orders/{Id}", Order);
        gateway.Answer("GET /users/me/addresses", Saved);
    }

    [Fact]
    public async Task Order_without_a_country_says_that_it_is_missing_at_its_field()
    {
        using var refused = await PostAsync(
            "/checkout", $"key={Guid.CreateVersion7()}&name=Ada&country=&number=4242424242424242&expiryMonth=12&expiryYear=2030&cvc=123");
        var page = await refused.Content.ReadAsStringAsync();

        Assert.Contains("id=\"country-error\">Choose a country<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("This is what it costs", page, StringComparison.Ordinal);
        Assert.DoesNotContain("POST /orders", gateway.Asked);
    }

    [Fact]
    public async Task Default_address_of_the_shopper_is_there_with_its_price_and_shipping_methods()
    {
        var page = await PageAsync("/checkout");

        foreach (var text in new[]
        {
            "value=\"Road 1\"", "value=\"DE\" selected", "€24.90", "2 to 5 working days", "By courier. Arrives in 1 working day.", "Free",
            "value=\"express\" checked", "Tent", "green, 1 x €10.00",
        })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"standard\" checked", page, StringComparison.Ordinal);
        Assert.DoesNotContain("saveAddress", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_saved_address_is_chosen_by_a_link()
    {
        const string Link = "/checkout?address=0190a5a0-0000-7000-8000-0000000000cc";
        Assert.Contains($"href=\"{Link}\"", await PageAsync("/checkout"), StringComparison.Ordinal);

        var page = await PageAsync(Link);

        Assert.Contains("value=\"Lane 2\"", page, StringComparison.Ordinal);
        Assert.Equal("GB", (string?)Sent("POST /orders/quote")["shippingAddress"]!["country"]);
        var empty = await PageAsync("/checkout?address=new");
        Assert.DoesNotContain("value=\"Lane 2\"", empty, StringComparison.Ordinal);
        Assert.Contains("name=\"saveAddress\"", empty, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkout_works_without_the_address_book()
    {
        gateway.Answer("GET /users/me/addresses", """{ "title": "Later." }""", status: 503);

        Assert.Contains("name=\"street\" value=\"\"", await PageAsync("/checkout"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chosen_method_is_quoted_and_bought()
    {
        await PageAsync("/checkout/quote?country=DE&discountCode=&shippingMethod=express");
        Assert.Equal("express", (string?)Sent("POST /orders/quote")["shippingMethod"]);

        using var bought = await BuyAsync("shippingMethod=express");

        Assert.Equal("express", (string?)Sent("POST /orders")["shippingMethod"]);
        Assert.Equal($"/orders/{Id}?placed=true", bought.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Order_that_is_collected_is_bought_without_a_street_and_a_typed_one_comes_back_with_another_method()
    {
        gateway.Answer(
            "POST /orders/quote", body => (200, body.Contains("pick-up", StringComparison.Ordinal) ? Collected : Quote));
        var typed = await KeepAsync($"{Address}&shippingMethod=pick-up");
        var page = await PageAsync("/checkout", typed);

        Assert.Contains("<div class=\"street\" data-to-door hidden>", page, StringComparison.Ordinal);
        Assert.Contains("At our shop. Ready in 1 working day.", page, StringComparison.Ordinal);
        using var bought = await PostAsync("/checkout", $"key={Guid.CreateVersion7()}&name=Ada&country=DE&{Card}&shippingMethod=pick-up");

        Assert.Equal($"/orders/{Id}?placed=true", bought.Headers.Location?.OriginalString);
        var address = Sent("POST /orders")["shippingAddress"]!;
        Assert.Equal(("Ada", "", "DE"), ((string?)address["name"], (string?)address["street"], (string?)address["country"]));
        var again = await PageAsync("/checkout", await KeepAsync("name=Ada&country=DE&shippingMethod=express", typed));
        Assert.Contains("<div class=\"street\" data-to-door>", again, StringComparison.Ordinal);
        Assert.Contains("value=\"Road 1\"", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Method_that_does_not_go_to_the_country_is_said_so_and_the_others_are_offered()
    {
        const string Refusal =
            """{ "title": "Invalid.", "errors": { "shippingMethod": ["is not available for orders in EUR to DE"] } }""";
        gateway.Answer("POST /orders/quote", body => body.Contains("pick-up", StringComparison.Ordinal) ? (400, Refusal) : (200, Quote));

        var panel = await PageAsync("/checkout/quote?country=DE&discountCode=&shippingMethod=pick-up");

        Assert.Contains("Shipping method is not available for orders in EUR to DE", panel, StringComparison.Ordinal);
        Assert.Contains("€24.90", panel, StringComparison.Ordinal);
        Assert.Contains("value=\"standard\"", panel, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_discount_code_leaves_the_price_without_it_and_is_said_beside_its_field()
    {
        const string Refusal = """{ "title": "Expired.", "errors": { "discountCode": ["The discount code has expired."] } }""";
        gateway.Answer("POST /orders/quote", body => body.Contains("OLD", StringComparison.Ordinal) ? (422, Refusal) : (200, Quote));

        var page = await PageAsync("/checkout", await KeepAsync($"{Address}&discountCode=OLD"));

        Assert.Contains("id=\"discountCode-error\">The discount code has expired.<", page, StringComparison.Ordinal);
        Assert.Contains("value=\"OLD\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Road 1\"", page, StringComparison.Ordinal);
        Assert.Contains("€24.90", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("saveAddress=true", "Lane 2", 201, 1)]
    [InlineData("saveAddress=true", "Lane 2", 422, 1)]
    [InlineData("saveAddress=true", "Road 1", 201, 0)]
    [InlineData("", "Lane 2", 201, 0)]
    public async Task Address_is_saved_with_the_order_where_the_shopper_wants_that_and_it_is_new(
        string choice, string known, int status, int times)
    {
        gateway.Answer("GET /users/me/addresses", $$"""
            { "items": [ { "id": "{{Id}}", "name": "Ada", "street": "{{known}}", "city": "Bonn", "postalCode": "53111", "country": "DE",
              "isDefault": true } ], "next": null }
            """);
        gateway.Answer("POST /users/me/addresses", """{ "title": "The book is full." }""", status);

        using var bought = await BuyAsync(choice);

        Assert.Equal($"/orders/{Id}?placed=true", bought.Headers.Location?.OriginalString);
        var added = gateway.Calls("POST /users/me/addresses");
        Assert.Equal(times, added.Count);
        Assert.All(added, call => Assert.Equal("Road 1", (string?)JsonNode.Parse(call.Body)!["street"]));
    }

    [Fact]
    public async Task Order_page_greets_after_the_checkout_alone_and_shows_number_and_method()
    {
        var placed = await PageAsync($"/orders/{Id}?placed=true");
        var later = await PageAsync($"/orders/{Id}");

        Assert.Contains("<h1>Thank you for your order</h1>", placed, StringComparison.Ordinal);
        Assert.Contains("<h1>Order 0000-000A</h1>", later, StringComparison.Ordinal);
        foreach (var page in new[] { placed, later })
        {
            foreach (var text in new[] { "0000-000A", "<dd>Express</dd>", "Ada, Road 1, 53111 Bonn, Germany", "green, TENT-2, 1 x €10.00" })
                Assert.Contains(text, page, StringComparison.Ordinal);
        }

        gateway.Answer($"GET /orders/{Id}", Order.Replace("\"Placed\"", "\"Cancelled\"", StringComparison.Ordinal));
        Assert.DoesNotContain("Thank you", await PageAsync($"/orders/{Id}?placed=true"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_of_orders_shows_their_numbers()
    {
        gateway.Answer("GET /orders", $$"""{ "items": [ {{Order}} ], "next": null }""");

        Assert.Contains("0000-000A", await PageAsync("/orders"), StringComparison.Ordinal);
    }

    /// <returns>The cookie with what was typed.</returns>
    private async Task<string> KeepAsync(string form, string cookie = "group=A")
    {
        using var kept = await PostAsync("/checkout/draft", form, cookie);
        Assert.Equal("/checkout", kept.Headers.Location?.OriginalString);
        var draft = Assert.Single(
            kept.Headers.GetValues("Set-Cookie"), set => set.StartsWith("checkout=", StringComparison.Ordinal)
                && !set.Contains("path=/de/", StringComparison.Ordinal));
        return draft.Split(';')[0];
    }

    private JsonNode Sent(string call) => JsonNode.Parse(gateway.Sent(call).Body)!;

    private Task<HttpResponseMessage> BuyAsync(string choices) => PostAsync(
        "/checkout", $"key={Guid.CreateVersion7()}&{Address}&{Card}&{choices}");

    private async Task<HttpResponseMessage> PostAsync(string path, string form, string cookie = "group=A")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded")),
        };
        request.Headers.Add("Cookie", $"session=a-token; {cookie}");
        return await browser.SendAsync(request);
    }

    private async Task<string> PageAsync(string path, string cookie = "group=A")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", $"session=a-token; {cookie}");
        using var answer = await browser.SendAsync(request);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
