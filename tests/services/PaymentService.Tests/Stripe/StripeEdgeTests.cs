using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Ecommerce.PaymentService.Infrastructure.Stripe;
using Ecommerce.Testing;

namespace Ecommerce.PaymentService.Tests.Stripe;

[Collection(StripeShopCollection.Name)]
public sealed class StripeEdgeTests(StripeShop shop)
{
    private readonly Payer payer = shop.Payer();

    [Fact]
    public async Task Saved_method_belongs_to_its_owner_and_is_detached_when_removed()
    {
        var (status, body) = await payer.PostCardAsync(new JsonObject { ["token"] = "pm_card_visa", ["save"] = true });
        var token = (string)body["token"]!;
        Assert.Equal((201, "visa", "4242"), (status, (string)body["brand"]!, (string)body["last4"]!));

        var order = Guid.CreateVersion7();
        var stranger = shop.Payer();
        await stranger.PostCardAsync(new JsonObject { ["token"] = "pm_card_visa" });
        await stranger.RequestPaymentAsync(order, token);
        Assert.Equal("unknown-token", (string)(await shop.WaitForEventAsync("payment-failed", order))["reason"]!);

        Assert.Equal(204, (await payer.SendAsync(HttpMethod.Delete, $"/payments/methods/{body["id"]}")).Status);
        await Eventually.Async(() => !shop.Stripe.Knows(token), "Stripe has detached it");
    }

    [Fact]
    public async Task Card_number_returns_400_and_is_not_sent_to_stripe()
    {
        var (status, body) = await payer.PostCardAsync(Payer.Card(Payer.Good));

        Assert.Equal(400, status);
        Assert.NotNull(body["errors"]!["number"]);
        Assert.DoesNotContain("4242", body.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pm_card_attachDeclined", 422)]
    [InlineData("pm_nowhere", 422)]
    [InlineData("../customers", 400)]
    [InlineData("4242424242424242", 400)]
    [InlineData("pm_4242424242424242", 400)]
    [InlineData("", 400)]
    public async Task Method_refused_by_stripe_is_rejected(string token, int status)
        => Assert.Equal(status, (await payer.PostCardAsync(new JsonObject { ["token"] = token })).Status);

    [Fact]
    public async Task Reused_idempotency_key_is_not_a_refusal()
    {
        using var http = new HttpClient();
        var client = StripeClientFactory.Create(http, Options(StripeStub.SecretKey));
        Task AskAsync(string user) => client.V1.Customers
            .CreateAsync(new() { Metadata = new() { ["user_id"] = user } }, StripeClientFactory.WithKey("one-key")).ReplyAsync(default);

        await AskAsync("a");
        await AskAsync("a");
        await Assert.ThrowsAsync<ProviderUnavailableException>(() => AskAsync("b"));
    }

    [Fact]
    public async Task Wrong_credentials_are_not_a_refusal()
    {
        using var http = new HttpClient();
        var client = StripeClientFactory.Create(http, Options("sk_test_wrong"));
        var failure = await Assert.ThrowsAsync<ProviderUnavailableException>(
            () => client.V1.PaymentIntents.GetAsync("pi_1").ReplyAsync(default));

        Assert.Contains("401", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Stripe__SecretKey", "Stripe:SecretKey")]
    [InlineData("Stripe__WebhookSecret", "Stripe:WebhookSecret")]
    public async Task Missing_secret_fails_startup_and_is_named(string missing, string named)
    {
        var settings = new Dictionary<string, string>(shop.Settings) { [missing] = "" };
        var (code, output) = await ServiceProcess.RunToEndAsync("Ecommerce.PaymentService", settings);

        Assert.NotEqual(0, code);
        Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.DoesNotContain(StripeStub.SecretKey, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_never_logged()
    {
        await payer.PostCardAsync(new JsonObject { ["token"] = "pm_nowhere" });

        Assert.DoesNotContain(StripeStub.SecretKey, shop.Process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(StripeStub.WebhookSecret, shop.Process.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"id\":")]
    [InlineData("{\"id\":\"\",\"object\":\"event\",\"type\":\"payment_intent.succeeded\",\"data\":{\"object\":null}}")]
    [InlineData("{\"id\":\"evt_1\",\"object\":7,\"type\":\"payment_intent.succeeded\"}")]
    [InlineData("{\"id\":\"evt_1\",\"object\":\"v2.core.event\",\"type\":\"v1.billing.meter.error_report_triggered\"}")]
    public async Task Signed_body_that_is_not_an_event_returns_400(string body)
        => Assert.Equal(400, await StripeStub.SendAsync(shop.Process.Client, body));

    [Fact]
    public async Task Webhook_not_signed_by_stripe_returns_400_and_changes_nothing()
    {
        const string body = """
            {"id":"evt_forged","object":"event","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1","object":"payment_intent"}}}
            """;

        Assert.Equal(400, await StripeStub.SendAsync(shop.Process.Client, body, "whsec_stolen"));
        Assert.Equal(200, await StripeStub.SendAsync(shop.Process.Client, body));
    }

    [Fact]
    public async Task Event_of_unhandled_type_returns_200()
        => Assert.Equal(200, await StripeStub.SendAsync(
            shop.Process.Client, """{"id":"evt_2","object":"event","type":"new.kind","data":{"object":{"object":"new_kind"}}}"""));

    [Theory]
    [InlineData("10.50", "EUR", 1050L)]
    [InlineData("10.505", "EUR", null)]
    [InlineData("7", "JPY", 7L)]
    [InlineData("7.5", "JPY", null)]
    [InlineData("0.010", "KWD", 10L)]
    [InlineData("0.001", "KWD", null)]
    [InlineData("300", "ISK", 30000L)]
    [InlineData("300.5", "ISK", null)]
    public void Currency_has_its_minor_unit(string amount, string currency, long? minor)
    {
        var money = new Money(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency);

        Assert.Equal(minor, MinorUnits.FromMoney(money));
        if (minor is { } units)
            Assert.Equal(money, MinorUnits.ToMoney(units, currency));
    }

    private StripeOptions Options(string key) => new() { SecretKey = key, BaseAddress = new Uri(shop.Stripe.Address) };
}
