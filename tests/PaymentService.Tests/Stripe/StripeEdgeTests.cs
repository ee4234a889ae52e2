using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.PaymentService.Provider;
using Ecommerce.PaymentService.Provider.Stripe;
using Ecommerce.Testing;

namespace Ecommerce.PaymentService.Tests.Stripe;

[Collection(StripeShopCollection.Name)]
public sealed class StripeEdgeTests(StripeShop shop)
{
    private readonly Payer payer = shop.Payer();

    [Fact]
    public async Task A_method_is_kept_for_its_owner_alone_and_detached_when_given_up()
    {
        var (status, body) = await payer.PostCardAsync(new JsonObject { ["token"] = "pm_card_visa", ["save"] = true });
        var token = (string)body["token"]!;
        Assert.Equal((201, "visa", "4242"), (status, (string)body["brand"]!, (string)body["last4"]!));

        var order = Guid.CreateVersion7();
        var stranger = shop.Payer();
        await stranger.PostCardAsync(new JsonObject { ["token"] = "pm_card_visa" });
        await stranger.RequestPaymentAsync(order, token);
        Assert.Equal("unknown-token", (string)(await shop.SaidAsync("payment-failed", order))["reason"]!);

        Assert.Equal(204, (await payer.SendAsync(HttpMethod.Delete, $"/payments/methods/{body["id"]}")).Status);
        await Eventually.Async(() => !shop.Stripe.Knows(token), "Stripe has detached it");
    }

    [Fact]
    public async Task A_card_number_is_turned_away_before_it_gets_anywhere()
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
    [InlineData("", 400)]
    public async Task A_method_that_stripe_does_not_take_is_refused(string token, int status)
        => Assert.Equal(status, (await payer.PostCardAsync(new JsonObject { ["token"] = token })).Status);

    [Fact]
    public async Task A_key_that_is_used_for_something_else_is_no_refusal_of_a_card()
    {
        using var http = new HttpClient();
        var client = StripeClients.Create(http, Options(StripeStub.SecretKey));
        Task AskAsync(string user) => client.V1.Customers
            .CreateAsync(new() { Metadata = new() { ["user_id"] = user } }, StripeClients.Key("one-key")).ReplyAsync(default);

        await AskAsync("a");
        await AskAsync("a");
        await Assert.ThrowsAsync<ProviderUnavailableException>(() => AskAsync("b"));
    }

    [Fact]
    public async Task Wrong_credentials_are_no_refusal_of_a_card()
    {
        using var http = new HttpClient();
        var client = StripeClients.Create(http, Options("sk_test_wrong"));
        var failure = await Assert.ThrowsAsync<ProviderUnavailableException>(() => client.V1.PaymentIntents.GetAsync("pi_1").ReplyAsync(default));

        Assert.Contains("401", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Stripe__SecretKey", "Stripe:SecretKey")]
    [InlineData("Stripe__WebhookSecret", "Stripe:WebhookSecret")]
    public async Task A_missing_secret_stops_the_start_and_is_named(string missing, string named)
    {
        var settings = new Dictionary<string, string>(shop.Settings) { [missing] = "" };
        var (code, output) = await ServiceProcess.RunToEndAsync("Ecommerce.PaymentService", settings);

        Assert.NotEqual(0, code);
        Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.DoesNotContain(StripeStub.SecretKey, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_is_ever_written()
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
    public async Task A_signed_body_that_is_no_event_is_refused(string body)
        => Assert.Equal(400, await StripeStub.SendAsync(shop.Process.Client, body));

    [Fact]
    public async Task A_webhook_that_stripe_did_not_sign_changes_nothing()
    {
        const string body = """{"id":"evt_forged","object":"event","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1","object":"payment_intent"}}}""";

        Assert.Equal(400, await StripeStub.SendAsync(shop.Process.Client, body, "whsec_stolen"));
        Assert.Equal(200, await StripeStub.SendAsync(shop.Process.Client, body));
    }

    [Fact]
    public async Task An_event_that_nobody_acts_on_is_taken_all_the_same()
        => Assert.Equal(200, await StripeStub.SendAsync(shop.Process.Client, """{"id":"evt_2","object":"event","type":"new.kind","data":{"object":{"object":"new_kind"}}}"""));

    [Theory]
    [InlineData("10.50", "EUR", 1050L)]
    [InlineData("10.505", "EUR", null)]
    [InlineData("7", "JPY", 7L)]
    [InlineData("7.5", "JPY", null)]
    [InlineData("0.010", "KWD", 10L)]
    [InlineData("0.001", "KWD", null)]
    [InlineData("300", "ISK", 30000L)]
    [InlineData("300.5", "ISK", null)]
    public void Each_currency_has_its_smallest_unit(string amount, string currency, long? minor)
    {
        var money = new Money(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency);

        Assert.Equal(minor, MinorUnits.Of(money));
        if (minor is { } units)
            Assert.Equal(money, MinorUnits.Money(units, currency));
    }

    private StripeOptions Options(string key) => new() { SecretKey = key, BaseAddress = new Uri(shop.Stripe.Address) };
}
