using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Ecommerce.Storefront.Tests;

/// <summary>Cards that a shopper has saved: at the checkout, and on their page.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class SavedCardTests
{
    private const string Id = "0190a5a0-0000-7000-8000-00000000000a";
    private const string Visa = "0190a5a0-0000-7000-8000-0000000000e1";
    private const string Expired = "0190a5a0-0000-7000-8000-0000000000e2";

    private const string Amounts = """
        "subtotal": { "amount": 10, "currency": "EUR" }, "discount": { "amount": 0, "currency": "EUR" },
        "shipping": { "amount": 0, "currency": "EUR" }, "tax": { "amount": 0, "currency": "EUR" },
        "taxIncluded": { "amount": 0, "currency": "EUR" }, "total": { "amount": 10, "currency": "EUR" }
        """;

    private const string Form
        = "name=Ada&street=Road+1&city=Bonn&postalCode=53111&country=DE&expectedTotal=10&expectedCurrency=EUR";

    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public SavedCardTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        gateway.Answer("GET /categories", "[]");
        gateway.Answer("GET /carts/me", """
            { "id": "me", "items": [ { "sku": "TENT-2", "productId": "0190a5a0-0000-7000-8000-000000000001", "name": "Tent", "quantity": 1,
                "unitPrice": { "amount": 10, "currency": "EUR" }, "available": 3, "lineTotal": { "amount": 10, "currency": "EUR" } } ],
              "total": { "amount": 10, "currency": "EUR" }, "notes": [] }
            """);
        gateway.Answer("GET /payments/methods", $$"""
            { "items": [
              { "id": "{{Expired}}", "token": "tok_old", "brand": "mastercard", "last4": "4444", "expiryMonth": 1, "expiryYear": 2020 },
              { "id": "{{Visa}}", "token": "tok_saved", "brand": "visa", "last4": "4242", "expiryMonth": 12, "expiryYear": 2045 } ] }
            """);
        gateway.Answer("POST /payments/methods", """{ "token": "tok_new", "brand": "visa", "last4": "1111" }""", status: 201);
        gateway.Answer("POST /orders/quote", $$"""{ {{Amounts}} }""");
        gateway.Answer("POST /orders", $$"""
            { "id": "{{Id}}", "status": "Placed", {{Amounts}}, "lines": [], "history": [], "createdAt": "2026-01-01T00:00:00Z",
              "shippingAddress": { "name": "Ada", "street": "Road 1", "city": "Bonn", "postalCode": "53111", "country": "DE" } }
            """, status: 202);
    }

    [Fact]
    public async Task Checkout_offers_saved_cards_and_chooses_the_newest_that_is_valid()
    {
        var page = await PageAsync("/checkout");

        Assert.Contains($"value=\"{Visa}\" checked", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{Expired}\" disabled", page, StringComparison.Ordinal);
        Assert.Contains("Visa 4242", page, StringComparison.Ordinal);
        Assert.Contains("12/45", page, StringComparison.Ordinal);
        Assert.Contains("value=\"new\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("tok_saved", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkout_works_while_saved_cards_cannot_be_read()
    {
        gateway.Answer("GET /payments/methods", """{ "title": "Later." }""", status: 403);

        var page = await PageAsync("/checkout");

        Assert.DoesNotContain("name=\"payWith\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"number\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saved_card_pays_by_its_token_and_no_card_is_sent()
    {
        using var bought = await BuyAsync($"payWith={Visa}&number=&expiryMonth=&expiryYear=&cvc=");

        Assert.Equal($"/orders/{Id}?placed=true", bought.Headers.Location?.OriginalString);
        Assert.Equal("tok_saved", (string?)JsonNode.Parse(gateway.Sent("POST /orders").Body)!["paymentToken"]);
        Assert.Empty(gateway.Calls("POST /payments/methods"));
    }

    [Fact]
    public async Task Token_in_the_form_is_ignored_where_no_provider_in_the_browser_is_configured()
    {
        using var bought = await BuyAsync($"payWith={Visa}&paymentToken=pi_1");

        Assert.Equal("tok_saved", (string?)JsonNode.Parse(gateway.Sent("POST /orders").Body)!["paymentToken"]);
    }

    [Fact]
    public async Task Card_that_is_not_the_shoppers_is_refused_beside_the_choice_and_nothing_is_bought()
    {
        using var refused = await BuyAsync($"payWith={Id}");

        Assert.Contains("This card is no longer saved.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(gateway.Calls("POST /orders"));
    }

    [Theory]
    [InlineData("saveCard=true", true)]
    [InlineData("", false)]
    public async Task Typed_card_is_saved_where_the_shopper_wants_that(string choice, bool isSaved)
    {
        using var bought = await BuyAsync($"payWith=new&number=4242424242424242&expiryMonth=12&expiryYear=2045&cvc=123&{choice}");

        Assert.Equal($"/orders/{Id}?placed=true", bought.Headers.Location?.OriginalString);
        Assert.Equal("tok_new", (string?)JsonNode.Parse(gateway.Sent("POST /orders").Body)!["paymentToken"]);
        Assert.Equal(isSaved, (bool)JsonNode.Parse(gateway.Sent("POST /payments/methods").Body)!["save"]!);
    }

    [Fact]
    public async Task Empty_fields_of_another_card_are_said_beside_them()
    {
        gateway.Answer(
            "POST /payments/methods", """{ "title": "Invalid.", "errors": { "number": ["must be a card number"] } }""", status: 400);

        using var refused = await BuyAsync("payWith=new&number=&expiryMonth=&expiryYear=&cvc=");
        var page = await refused.Content.ReadAsStringAsync();

        Assert.Contains("id=\"number-error\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"new\" checked", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_total_keeps_the_chosen_card_and_asks_for_none()
    {
        gateway.Answer("POST /orders", $$"""
            { "type": "urn:ecommerce:problem:price-changed", "title": "Changed.", "quote": { {{Amounts}} } }
            """, status: 409);

        using var refused = await BuyAsync($"payWith={Visa}");
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());

        Assert.Contains("Nothing was bought.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Enter the card again", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{Visa}\" checked", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(404)]
    public async Task Account_lists_cards_and_removes_them(int status)
    {
        gateway.Answer($"DELETE /payments/methods/{Visa}", status == 204 ? "" : """{ "title": "There is no such method." }""", status);
        var page = await PageAsync("/account/cards");
        foreach (var text in new[] { "Visa 4242", "12/45", "Mastercard 4444", "expired", $"action=\"/account/cards/{Visa}/remove\"" })
            Assert.Contains(text, page, StringComparison.Ordinal);

        using var removed = await PostAsync($"/account/cards/{Visa}/remove", "");

        Assert.Equal("/account/cards", removed.Headers.Location?.OriginalString);
        Assert.Single(gateway.Calls($"DELETE /payments/methods/{Visa}"));
    }

    private Task<HttpResponseMessage> BuyAsync(string card) => PostAsync("/checkout", $"key={Guid.CreateVersion7()}&{Form}&{card}");

    private async Task<HttpResponseMessage> PostAsync(string path, string form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded")),
        };
        request.Headers.Add("Cookie", "session=a-token");
        return await browser.SendAsync(request);
    }

    private async Task<string> PageAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", "session=a-token");
        using var answer = await browser.SendAsync(request);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
