using System.Net;
using System.Text.RegularExpressions;
using Ecommerce.Testing;

namespace Ecommerce.EndToEnd.Tests;

/// <summary>Forms as a browser without scripts sends them.</summary>
[Collection(nameof(Shop))]
public sealed partial class StorefrontTests(Shop shop)
{
    [Fact]
    public async Task Visitor_registers_buys_and_sees_the_order_confirmed()
    {
        using var browser = new HttpClient(
            new HttpClientHandler { CookieContainer = new CookieContainer() })
        { BaseAddress = shop.Storefront };
        var shelf = await browser.GetStringAsync("/");
        var productPage = await browser.GetStringAsync(ProductLink().Match(shelf).Groups[1].Value);
        var sku = Field(productPage, "sku");

        await SubmitAsync(browser, "/cart/items", ("sku", sku), ("quantity", "1"));
        var email = $"visitor-{Guid.CreateVersion7():N}@example.com";
        await SubmitAsync(browser, "/register", ("email", email), ("password", "a long enough password"), ("name", "A Visitor"));
        var cart = await browser.GetStringAsync("/cart");
        Assert.Contains(sku, cart, StringComparison.Ordinal);

        var checkout = await browser.GetStringAsync("/checkout");
        (string Name, string Value)[] fields =
        [
            ("name", "A Visitor"), ("street", "1 Main Street"), ("city", "Springfield"), ("postalCode", "12345"), ("country", "US"),
            ("number", TestCards.Accepted), ("expiryMonth", "12"), ("expiryYear", "2035"), ("cvc", "123"),
        ];
        var (priced, _) = await SubmitAsync(browser, "/checkout", [("key", Field(checkout, "key")), .. fields]);
        var (_, order) = await SubmitAsync(
            browser, "/checkout",
            [.. new[] { "key", "expectedTotal", "expectedCurrency" }.Select(name => (name, Field(priced, name))), .. fields]);

        var status = $"{order.AbsolutePath}/status";
        await Eventually.Async(
            () => browser.GetStringAsync(status),
            page => page.Contains("<strong>Confirmed</strong>", StringComparison.Ordinal),
            "the order's page says Confirmed");
    }

    [Fact]
    public async Task Form_of_another_site_returns_403()
    {
        using var browser = new HttpClient { BaseAddress = shop.Storefront };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/cart/items")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["sku"] = "ANY", ["quantity"] = "1" }),
        };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var answer = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Only_local_host_names_are_answered()
    {
        foreach (var door in new[] { shop.Storefront, shop.Gateway })
        {
            using var browser = new HttpClient { BaseAddress = door };
            using var request = new HttpRequestMessage(HttpMethod.Get, "/health") { Headers = { Host = "site.example" } };
            using var answer = await browser.SendAsync(request);

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    /// <summary>The page that a form leads to, and its address.</summary>
    private static async Task<(string Page, Uri Address)> SubmitAsync(
        HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await browser.PostAsync(path, form);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}: {page}");
        return (page, answer.RequestMessage!.RequestUri!);
    }

    private static string Field(string page, string name)
    {
        var match = Regex.Match(page, $"name=\"{name}\" value=\"([^\"]+)\"");
        Assert.True(match.Success, $"the page has a field {name}: {page}");
        return WebUtility.HtmlDecode(match.Groups[1].Value);
    }

    [GeneratedRegex("href=\"(/products/[0-9a-f-]{36})\"")]
    private static partial Regex ProductLink();
}
