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
            window.calls.push(["elements", key, options.amount, options.currency, options.captureMethod]);
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
        var calls = await page.EvaluateAsync<string>("JSON.stringify(window.calls)");
        Assert.Contains("""["elements","pk_test_1",238030,"usd","manual"]""", calls, StringComparison.Ordinal);
        Assert.Contains($"""["confirm","pi_1_secret","{shop.Address}checkout/return"]""", calls, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("succeeded", "value=\"pi_1\"", "Your bank has agreed.")]
    [InlineData("failed", "name=\"paymentToken\" />", "The payment was not authorised")]
    public async Task Shopper_who_comes_back_from_the_bank_completes_the_order_or_tries_again(string status, string token, string message)
    {
        await using var shop = await StartAsync();
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });
        browser.BaseAddress = shop.Address;
        const string Typed = "name=Ada&country=DE&street=Road+1";
        using var kept = await SendAsync(browser, HttpMethod.Post, "/checkout/draft", "session=a-token", Typed);
        var draft = kept.Headers.GetValues("Set-Cookie").First(set => set.StartsWith("checkout=", StringComparison.Ordinal)).Split(';')[0];

        using var back = await SendAsync(browser, HttpMethod.Get, Return + status, $"session=a-token; {draft}");
        var page = WebUtility.HtmlDecode(await back.Content.ReadAsStringAsync());

        Assert.Contains(token, page, StringComparison.Ordinal);
        Assert.Contains(message, page, StringComparison.Ordinal);
        Assert.Contains("value=\"Road 1\"", page, StringComparison.Ordinal);
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
