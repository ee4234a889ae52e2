using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Ecommerce.Testing;
using Microsoft.Playwright;

namespace Ecommerce.Storefront.Tests.Browser;

/// <summary>The checkout with Stripe's form, played by a script in the place of Stripe's.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class StripeCheckoutTests : IClassFixture<Chromium>
{
    private const string Script = """
        window.calls = [];
        window.Stripe = key => ({
          elements: options => {
            window.calls.push(["elements", key, options.amount, options.currency, options.captureMethod, options.paymentMethodTypes]);
            return {
              create: kind => ({ mount: place => { place.textContent = `A form for the ${kind}`; } }),
              update: options => window.calls.push(["update", options.amount]),
              submit: async () => ({}),
            };
          },
          confirmPayment: async options => {
            window.calls.push(["confirm", options.clientSecret, options.confirmParams.return_url]);
            return window.refuses ? { error: { message: "Your bank did not agree." } } : { paymentIntent: { status: "requires_capture" } };
          },
        });
        """;

    private const string Return = "/checkout/return?payment_intent=pi_1&payment_intent_client_secret=s&redirect_status=";

    private readonly StorefrontFixture fixture;
    private readonly Chromium chromium;

    public StripeCheckoutTests(StorefrontFixture fixture, Chromium chromium)
    {
        (this.fixture, this.chromium) = (fixture, chromium);
        SmallShop.Open(fixture.Gateway);
        fixture.Gateway.Answer("POST /payments/authorizations", """{ "token": "pi_1", "clientSecret": "pi_1_secret" }""", status: 201);
    }

    [BrowserFact]
    public async Task Total_is_authorised_in_the_browser_and_the_order_is_placed_with_it()
    {
        await using var shop = await StartAsync();
        await using var context = await chromium.OpenAsync(shop.Address, 360);
        var page = await OpenAsync(context);
        await Assertions.Expect(page.GetByText("A form for the payment")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Card number")).ToHaveCountAsync(0);
        await page.GetByLabel("Save this card").CheckAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Buy now" }).ClickAsync();

        await page.WaitForURLAsync($"**/orders/{SmallShop.Order}?placed=true");
        var (begun, bought) = (Sent("POST /payments/authorizations"), Sent("POST /orders"));
        Assert.Equal((2380.3m, true), ((decimal)begun["amount"]!["amount"]!, (bool)begun["save"]!));
        Assert.Equal("pi_1", (string?)bought["paymentToken"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{ "token": "pi_1", "save": true }"""), Sent("POST /payments/methods")));
    }

    [BrowserFact]
    public async Task Refusal_of_the_bank_is_shown_and_nothing_is_bought()
    {
        await using var shop = await StartAsync();
        await using var context = await chromium.OpenAsync(shop.Address, 1280);
        var page = await OpenAsync(context);
        await page.EvaluateAsync("window.refuses = true");

        await page.GetByRole(AriaRole.Button, new() { Name = "Buy now" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Your bank did not agree.");
        Assert.Empty(fixture.Gateway.Calls("POST /orders"));
        var isForgotten = await page.EvaluateAsync<bool>("""
            () => {
              const token = document.getElementById('checkout').elements.paymentToken;
              token.value = 'pi_old';
              dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
              return token.value === '';
            }
            """);
        Assert.True(isForgotten, "the page that one goes back to has no token of an earlier order");
        var calls = await page.EvaluateAsync<string>("JSON.stringify(window.calls)");
        Assert.Contains("""["elements","pk_test_1",238030,"usd","manual",["card"]]""", calls, StringComparison.Ordinal);
        Assert.Contains($"""["confirm","pi_1_secret","{shop.Address}checkout/return"]""", calls, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Order_that_a_discount_covers_is_placed_without_a_payment()
    {
        fixture.Gateway.Answer("POST /orders/quote", SmallShop.Quote("standard", 0));
        await using var shop = await StartAsync();
        await using var context = await chromium.OpenAsync(shop.Address, 360);
        var page = await OpenAsync(context);

        await page.GetByRole(AriaRole.Button, new() { Name = "Buy now" }).ClickAsync();

        await page.WaitForURLAsync($"**/orders/{SmallShop.Order}?placed=true");
        Assert.Null((string?)Sent("POST /orders")["paymentToken"]);
        Assert.Empty(fixture.Gateway.Calls("POST /payments/authorizations"));
    }

    [Theory]
    [InlineData("succeeded", 200, 2380.3, true)]
    [InlineData("succeeded", 200, 2380.29, false)]
    [InlineData("succeeded", 404, 0, false)]
    [InlineData("failed", 200, 2380.3, false)]
    public async Task Shopper_who_comes_back_from_the_bank_completes_the_order_or_tries_again(
        string status, int confirmation, decimal held, bool isAgreed)
    {
        Hold(held, confirmation);
        await using var shop = await StartAsync();
        using var browser = Browser(shop);
        const string Typed = "name=Ada&country=DE&street=Road+1";
        using var kept = await SendAsync(browser, HttpMethod.Post, "/checkout/draft", "session=a-token", Typed);
        var cookies = $"session=a-token; {Cookie(kept, "checkout")}";

        using var back = await SendAsync(browser, HttpMethod.Get, Return + status, cookies);
        using var shown = await SendAsync(browser, HttpMethod.Get, "/checkout/return", $"{cookies}; {Cookie(back, "payment")}");
        var page = WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync());

        Assert.Equal("/checkout/return", back.Headers.Location?.OriginalString);
        foreach (var answer in new[] { back, shown })
        {
            Assert.True(answer.Headers.CacheControl?.NoStore, "no cache keeps it");
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        }

        Assert.Contains("value=\"Road 1\"", page, StringComparison.Ordinal);
        foreach (var part in new[] { "name=\"paymentToken\" value=\"pi_1\"", "Your bank has agreed.", "Use another card" })
            Assert.Equal(isAgreed, page.Contains(part, StringComparison.Ordinal));
        foreach (var part in new[] { "The payment was not authorised", "payment-element" })
            Assert.Equal(!isAgreed, page.Contains(part, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2400, true)]
    [InlineData(2399.99, false)]
    public async Task Refused_order_keeps_what_the_bank_agreed_to_while_it_is_enough(decimal held, bool isKept)
    {
        Hold(held);
        var quote = SmallShop.Quote("standard", 2400);
        fixture.Gateway.Answer("POST /orders/quote", quote);
        fixture.Gateway.Answer(
            "POST /orders", $$"""{ "type": "urn:ecommerce:problem:price-changed", "title": "Changed.", "quote": {{quote}} }""",
            status: 409);
        await using var shop = await StartAsync();
        using var browser = Browser(shop);

        using var refused = await SendAsync(
            browser, HttpMethod.Post, "/checkout", "session=a-token",
            $"key={Guid.CreateVersion7()}&name=Ada&street=Road+1&city=Bonn&postalCode=53111&country=DE&expectedTotal=2380.3"
                + "&expectedCurrency=USD&paymentToken=pi_1");
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());

        Assert.Contains("Nothing was bought.", page, StringComparison.Ordinal);
        Assert.Equal(isKept, page.Contains("name=\"paymentToken\" value=\"pi_1\"", StringComparison.Ordinal));
        Assert.Equal(!isKept, page.Contains("Enter the card again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Shopper_who_tries_too_often_is_told_to_wait()
    {
        fixture.Gateway.Answer(
            "POST /payments/authorizations",
            """{ "type": "urn:ecommerce:problem:too-many-authorizations", "title": "Too many attempts to pay." }""", status: 429);
        await using var shop = await StartAsync();

        using var refused = await SendAsync(
            shop.Client, HttpMethod.Post, "/checkout/authorization", "session=a-token",
            $"key={Guid.CreateVersion7()}&name=Ada&country=DE&expectedTotal=10&expectedCurrency=USD");

        Assert.Equal(422, (int)refused.StatusCode);
        Assert.Contains("Too many attempts to pay.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pk_test_51Abc", true)]
    [InlineData("pk_live_51Abc", true)]
    [InlineData("sk_live_51Abc", false)]
    [InlineData("rk_live_51Abc", false)]
    [InlineData("pk_live_51 Abc", false)]
    public void Only_a_publishable_key_is_accepted_for_the_pages(string key, bool isAccepted)
    {
        var options = new StripeOptions { PublishableKey = key };

        Assert.Equal(isAccepted, Validator.TryValidateObject(options, new(options), null, validateAllProperties: true));
    }

    [Fact]
    public async Task Stripe_is_named_to_browsers_where_orders_are_paid_with_it_and_nowhere_else()
    {
        await using var shop = await StartAsync();

        foreach (var (client, path, isNamed) in new[]
        {
            (shop.Client, "/checkout", true), (shop.Client, "/", false), (fixture.Browser, "/checkout", false),
        })
        {
            using var answer = await SendAsync(client, HttpMethod.Get, path, "session=a-token");
            var (policy, page) = (answer.Headers.GetValues("Content-Security-Policy").Single(), await answer.Content.ReadAsStringAsync());
            Assert.Equal(isNamed, policy.Contains("https://js.stripe.com", StringComparison.Ordinal));
            Assert.Equal(isNamed, page.Contains("https://js.stripe.com", StringComparison.Ordinal));
        }
    }

    private Task<ServiceProcess> StartAsync() => fixture.StartAsync(("Stripe__PublishableKey", "pk_test_1"));

    private static HttpClient Browser(ServiceProcess shop)
        => new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = shop.Address };

    /// <summary>The cookie that an answer sets for the English pages; empty where it deletes it.</summary>
    private static string Cookie(HttpResponseMessage answer, string name)
        => answer.Headers.GetValues("Set-Cookie")
            .First(set => set.StartsWith($"{name}=", StringComparison.Ordinal) && set.Contains("path=/checkout", StringComparison.Ordinal))
            .Split(';')[0];

    private void Hold(decimal amount, int status = 200) => fixture.Gateway.Answer(
        "GET /payments/authorizations/pi_1",
        new JsonObject { ["token"] = "pi_1", ["amount"] = new JsonObject { ["amount"] = amount, ["currency"] = "USD" } }.ToJsonString(),
        status);

    private static async Task<IPage> OpenAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.RouteAsync(
            "https://js.stripe.com/**", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = Script }));
        await page.GotoAsync("/checkout");
        return page;
    }

    private JsonNode Sent(string call) => JsonNode.Parse(fixture.Gateway.Sent(call).Body)!;

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, string path, string cookie, string? form = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Cookie", cookie);
        if (form is not null)
            request.Content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        return await client.SendAsync(request);
    }
}
