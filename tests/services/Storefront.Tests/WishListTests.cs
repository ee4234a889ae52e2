using System.Net;
using System.Net.Http.Headers;

namespace Ecommerce.Storefront.Tests;

/// <summary>The wish list as a browser without scripts has it.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class WishListTests
{
    private const string Id = "0190a5a0-0000-7000-8000-000000000001";
    private const string Gone = "0190a5a0-0000-7000-8000-0000000000ff";
    private const string Path = $"/users/me/wish-list/{Id}";
    private const string Login
        = "/login?return=%2Faccount%2Fwish-list%2Fpending%3Freturn%3D%252Fcategories%252Ftents%253Fsort%253Dprice";

    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public WishListTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        gateway.Answer("GET /categories", "[]");
        gateway.Answer($"GET /products/{Id}", $$"""
            { "id": "{{Id}}", "name": "Tent", "description": "Sleeps two.", "brand": "Nomad", "category": "Tents",
              "variants": [ { "sku": "TENT-2", "options": {}, "price": { "amount": 80, "currency": "EUR" },
                "regularPrice": { "amount": 100, "currency": "EUR" }, "available": 4 } ] }
            """);
        gateway.Answer($"PUT {Path}", "", status: 204);
        gateway.Answer($"DELETE {Path}", "", status: 204);
        List(Id);
    }

    [Theory]
    [InlineData(true, "aria-pressed=\"true\"", "name=\"wished\" value=\"false\"")]
    [InlineData(false, "aria-pressed=\"false\"", "name=\"wished\" value=\"true\"")]
    public async Task Heart_shows_whether_the_product_is_on_the_list(bool signedIn, string state, string next)
    {
        var page = await PageAsync($"/products/{Id}", signedIn);

        Assert.Contains(state, page, StringComparison.Ordinal);
        Assert.Contains(next, page, StringComparison.Ordinal);
        Assert.Equal(signedIn ? 1 : 0, gateway.Calls("GET /users/me/wish-list").Count);
    }

    [Fact]
    public async Task Product_page_is_shown_while_the_list_cannot_be_read()
    {
        gateway.Answer("GET /users/me/wish-list", """{ "title": "Forbidden." }""", status: 403);

        Assert.Contains("aria-pressed=\"false\"", await PageAsync($"/products/{Id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", "PUT", "/categories/tents?sort=price", "/categories/tents?sort=price")]
    [InlineData("false", "DELETE", "/account/wish-list", "/account/wish-list")]
    [InlineData("true", "PUT", null, $"/products/{Id}")]
    [InlineData("true", "PUT", "https://elsewhere.example/page", $"/products/{Id}")]
    public async Task Wish_is_stored_and_the_page_that_it_was_made_on_is_shown_again(
        string wished, string method, string? page, string expected)
    {
        using var answer = await WishAsync(wished, page);

        Assert.Equal((HttpStatusCode.Found, expected), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Single(gateway.Calls($"{method} {Path}"));
    }

    [Fact]
    public async Task Signed_out_shopper_signs_in_and_comes_back_with_the_wish_done()
    {
        using var asked = await WishAsync("true", "/categories/tents?sort=price", cookie: "group=A");
        Assert.Equal(Login, asked.Headers.Location?.OriginalString);
        Assert.Empty(gateway.Calls($"PUT {Path}"));
        var wish = Assert.Single(asked.Headers.GetValues("Set-Cookie"), set => set.StartsWith("wish=", StringComparison.Ordinal));

        const string Pending = "/account/wish-list/pending?return=%2Fcategories%2Ftents%3Fsort%3Dprice";
        using var back = await SendAsync(HttpMethod.Get, Pending, $"session=a-token; {wish.Split(';')[0]}");

        Assert.Equal("/categories/tents?sort=price", back.Headers.Location?.OriginalString);
        Assert.Single(gateway.Calls($"PUT {Path}"));
        Assert.Contains(back.Headers.GetValues("Set-Cookie"), set => set.StartsWith("wish=;", StringComparison.Ordinal));
        // The link alone, without the form, adds nothing.
        using var link = await SendAsync(HttpMethod.Get, Pending, "session=a-token");
        Assert.Single(gateway.Calls($"PUT {Path}"));
    }

    [Fact]
    public async Task Full_list_is_said_where_it_can_be_emptied()
    {
        gateway.Answer($"PUT {Path}", """{ "title": "There are 100 products on the list already." }""", status: 409);

        using var answer = await WishAsync("true", "/products");

        Assert.Equal("/account/wish-list?full=true", answer.Headers.Location?.OriginalString);
        Assert.Contains("Your wish list is full.", await PageAsync("/account/wish-list?full=true"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_shows_price_and_stock_and_offers_cart_and_removal_also_of_what_is_gone()
    {
        List(Id, Gone);

        var page = await PageAsync("/account/wish-list");

        foreach (var text in new[]
        {
            "€80.00", "</span>€100.00</s>", "In stock", "name=\"sku\" value=\"TENT-2\"", "aria-label=\"Remove Tent\"",
            "does not have this product any more", $"action=\"/products/{Gone}/wish\"", "aria-current=\"page\">Wish list</a>",
        })
            Assert.Contains(text, page, StringComparison.Ordinal);
        List();
        Assert.Contains("Nothing yet.", await PageAsync("/account/wish-list"), StringComparison.Ordinal);
    }

    private void List(params string[] products)
    {
        var items = products.Select(id => $$"""{ "productId": "{{id}}", "addedAt": "2026-01-01T00:00:00Z" }""");
        gateway.Answer("GET /users/me/wish-list", $$"""{ "items": [ {{string.Join(',', items)}} ], "next": null }""");
    }

    /// <param name="page">Where the form stands: a path of the shop, or an address elsewhere.</param>
    private Task<HttpResponseMessage> WishAsync(string wished, string? page, string cookie = "session=a-token")
        => SendAsync(HttpMethod.Post, $"/products/{Id}/wish", cookie, page is null ? null : new(browser.BaseAddress!, page), wished);

    private async Task<string> PageAsync(string path, bool signedIn = true)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, signedIn ? "session=a-token" : "group=A");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string cookie, Uri? referrer = null, string? wished = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Cookie", cookie);
        request.Headers.Referrer = referrer;
        if (wished is not null)
            request.Content = new StringContent($"wished={wished}", new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        return await browser.SendAsync(request);
    }
}
