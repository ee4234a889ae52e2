using System.Net;
using System.Text.Json.Nodes;

namespace Ecommerce.Storefront.Tests;

[Collection(StorefrontCollection.Name)]
public sealed class StockAlertTests
{
    private const string Id = "0190a5a0-0000-7000-8000-000000000001";
    private const string Ask = "POST /notifications/stock-alerts";
    private const string List = "GET /notifications/stock-alerts";

    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public StockAlertTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        Sell(available: 0);
        Await("TENT-4");
    }

    [Fact]
    public async Task Sold_out_product_shows_existing_alerts_and_offers_others()
    {
        Assert.Contains("You will be told.", await PageAsync($"/products/{Id}?variant=TENT-4"), StringComparison.Ordinal);
        var page = await PageAsync($"/products/{Id}?variant=TENT-2");

        Assert.Contains("aria-label=\"Tell me when it is back: 2 people\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"sku\" value=\"TENT-2\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"sku\" value=\"TENT-4\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anonymous_stock_alert_redirects_to_login_and_back()
    {
        Assert.Contains($"/login?return=/products/{Id}", await PageAsync($"/products/{Id}", signedIn: false), StringComparison.Ordinal);
        using var answer = await PostAsync($"/products/{Id}/alerts", signedIn: false, ("sku", "TENT-2"));

        Assert.Equal($"/login?return=/products/{Id}", answer.Headers.Location?.OriginalString);
        Assert.DoesNotContain(gateway.Asked, call => call is Ask or List);
    }

    [Fact]
    public async Task Available_product_makes_no_request_for_alerts()
    {
        Sell(available: 3);
        var page = await PageAsync($"/products/{Id}");

        Assert.DoesNotContain("is back", page, StringComparison.Ordinal);
        Assert.DoesNotContain(List, gateway.Asked);
    }

    [Fact]
    public async Task Stock_alert_is_added_or_its_rejection_shown()
    {
        gateway.Answer(Ask, """{ "sku": "TENT-2", "awaitsVerification": false }""", status: 201);
        using var set = await PostAsync($"/products/{Id}/alerts", signedIn: true, ("sku", "TENT-2"));
        Assert.Equal($"/products/{Id}", set.Headers.Location?.OriginalString);
        Assert.Equal("TENT-2", (string)JsonNode.Parse(gateway.Sent(Ask).Body)!["sku"]!);

        gateway.Answer(Ask, """{ "title": "It can be bought now." }""", status: 409);
        using var refused = await PostAsync($"/products/{Id}/alerts", signedIn: true, ("sku", "TENT-2"));
        Assert.Contains("It can be bought now.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stock_alert_of_an_unverified_account_says_what_it_waits_for()
    {
        gateway.Answer(Ask, """{ "sku": "TENT-2", "awaitsVerification": true }""", status: 201);
        using var set = await PostAsync($"/products/{Id}/alerts", signedIn: true, ("sku", "TENT-2"));

        Assert.Contains("confirmed your email address", await set.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Product_page_is_shown_while_alerts_are_unavailable()
    {
        gateway.Answer(List, """{ "title": "Away." }""", status: 503);
        Assert.Contains("Tell me when it is back", await PageAsync($"/products/{Id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(404)]
    public async Task Account_lists_stock_alerts_and_removes_them(int status)
    {
        Await("TENT <4>/%");
        gateway.Answer(
            "DELETE /notifications/stock-alerts/TENT <4>%2F%", status == 204 ? "" : """{ "title": "There is no such alert." }""", status);
        var page = await PageAsync("/account/alerts");
        Assert.Contains("Tent (4 people)", page, StringComparison.Ordinal);
        Assert.Contains("name=\"sku\" value=\"TENT &lt;4&gt;/%\"", page, StringComparison.Ordinal);

        using var removed = await PostAsync("/account/alerts/remove", signedIn: true, ("sku", "TENT <4>/%"));
        Assert.Equal((HttpStatusCode.Redirect, "/account/alerts"), (removed.StatusCode, removed.Headers.Location?.OriginalString));
        Assert.Contains(gateway.Asked, call => call.StartsWith("DELETE", StringComparison.Ordinal));
    }

    private void Sell(int available) => gateway.Answer($"GET /products/{Id}", $$"""
        { "id": "{{Id}}", "name": "Tent", "description": "Dry.", "brand": "Nomad", "category": "Camping", "variants": [
          { "sku": "TENT-2", "options": { "size": "2 people" }, "price": { "amount": 50, "currency": "EUR" }, "available": {{available}} },
          { "sku": "TENT-4", "options": { "size": "4 people" }, "price": { "amount": 80, "currency": "EUR" },
            "available": {{available}} } ] }
        """);

    private void Await(string sku) => gateway.Answer(
        List,
        $$"""
        { "items": [ { "sku": "{{sku}}", "productId": "{{Id}}", "name": "Tent (4 people)", "createdAt": "2026-01-01T00:00:00Z" } ] }
        """);

    private async Task<string> PageAsync(string path, bool signedIn = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (signedIn)
            request.Headers.Add("Cookie", "session=an-access-token");
        using var answer = await browser.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> PostAsync(string path, bool signedIn, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        if (signedIn)
            request.Headers.Add("Cookie", "session=an-access-token");
        return await browser.SendAsync(request);
    }
}
