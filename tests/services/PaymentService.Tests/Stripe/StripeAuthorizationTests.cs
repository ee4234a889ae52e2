using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.PaymentService.Tests.Stripe;

/// <summary>Payments that the shopper's browser authorises before the order is placed.</summary>
[Collection(StripeShopCollection.Name)]
public sealed class StripeAuthorizationTests(StripeShop shop)
{
    private readonly Payer payer = shop.Payer();

    private StripeStub Stripe => shop.Stripe;

    [Fact]
    public async Task Order_captures_what_it_costs_of_its_authorisation_once()
    {
        var (token, secret) = await BeginAsync(120m);
        Assert.Equal($"{token}_secret_stub", secret);
        Stripe.Authorize(token);
        var order = Guid.CreateVersion7();

        await payer.RequestPaymentAsync(order, token);
        await shop.WaitForEventAsync("payment-captured", order);
        await payer.RequestPaymentAsync(order, token);
        await payer.RefundAsync(order, Guid.CreateVersion7(), 100m);
        await shop.WaitForEventAsync("payment-refunded", order);

        var intent = Assert.Single(Stripe.IntentsOf(order));
        Assert.Equal(
            (token, 10000L, 1), ((string)intent["id"]!, (long)intent["amount_received"]!, (int)intent["charges"]!));
        Assert.Equal(0m, await shop.BalanceAsync(order));
    }

    [Fact]
    public async Task Authorisation_pays_for_one_order_of_its_owner_alone()
    {
        var (token, _) = await BeginAsync(100m);
        Stripe.Authorize(token);
        var (first, second, others) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());

        await shop.Payer().RequestPaymentAsync(others, token);
        Assert.Equal("unknown-token", await ReasonAsync(others));
        await payer.RequestPaymentAsync(first, token);
        await shop.WaitForEventAsync("payment-captured", first);
        await payer.RequestPaymentAsync(second, token);

        Assert.Equal("unknown-token", await ReasonAsync(second));
        Assert.Equal(1, (int)Stripe.IntentOf(token)["charges"]!);
    }

    [Fact]
    public async Task Order_is_not_paid_by_what_nobody_authorised()
    {
        var (token, _) = await BeginAsync(100m);
        var order = Guid.CreateVersion7();

        await payer.RequestPaymentAsync(order, token);

        Assert.Equal("authentication-required", await ReasonAsync(order));
        Assert.Equal("canceled", (string)Stripe.IntentOf(token)["status"]!);
    }

    [Fact]
    public async Task Capture_that_the_bank_declines_releases_the_money()
    {
        var (token, _) = await BeginAsync(100m);
        Stripe.Authorize(token);
        Stripe.IntentOf(token)["kind"] = "pm_card_captureDeclined";
        var order = Guid.CreateVersion7();

        await payer.RequestPaymentAsync(order, token);

        Assert.Equal("card-declined", await ReasonAsync(order));
        Assert.Equal("canceled", (string)Stripe.IntentOf(token)["status"]!);
    }

    [Theory]
    [InlineData(true, 10000, "eur", true)]
    [InlineData(true, 9999, "eur", false)]
    [InlineData(true, 10000, "usd", false)]
    [InlineData(false, 10000, "eur", false)]
    public async Task Money_that_was_captured_already_pays_for_the_order_it_was_captured_for_alone(
        bool isOwnOrder, long amount, string currency, bool isPaid)
    {
        var (token, _) = await BeginAsync(100m);
        Stripe.Authorize(token);
        var order = Guid.CreateVersion7();
        Stripe.CaptureElsewhere(token, isOwnOrder ? order : Guid.CreateVersion7(), amount, currency);

        await payer.RequestPaymentAsync(order, token);

        if (isPaid)
            await shop.WaitForEventAsync("payment-captured", order);
        else
            Assert.Equal("amount-not-accepted", await ReasonAsync(order));
    }

    [Fact]
    public async Task Shopper_reads_what_their_own_bank_holds_until_an_order_takes_it()
    {
        var (token, _) = await BeginAsync(100m);
        var path = $"/payments/authorizations/{token}";
        Assert.Equal(404, (await payer.SendAsync(HttpMethod.Get, path)).Status);
        Stripe.Authorize(token);

        var (status, held) = await payer.SendAsync(HttpMethod.Get, path);
        var others = await shop.Payer().SendAsync(HttpMethod.Get, path);
        var order = Guid.CreateVersion7();
        await payer.RequestPaymentAsync(order, token);
        await shop.WaitForEventAsync("payment-captured", order);

        Assert.Equal((200, 100m, "EUR"), (status, (decimal)held!["amount"]!["amount"]!, (string)held["amount"]!["currency"]!));
        Assert.Equal((404, 404), (others.Status, (await payer.SendAsync(HttpMethod.Get, path)).Status));
    }

    [Fact]
    public async Task Account_that_began_ten_authorisations_in_an_hour_waits_for_the_next()
    {
        for (var i = 0; i < 10; i++)
            await BeginAsync(100m);

        var request = new JsonObject { ["amount"] = Money(100m) };
        var (status, problem) = await payer.PostAsync("/payments/authorizations", request);
        var wait = await payer.RetryAfterAsync("/payments/authorizations", request);

        Assert.Equal((429, "urn:ecommerce:problem:too-many-authorizations"), (status, (string)problem["type"]!));
        Assert.InRange(wait!.Value, TimeSpan.FromMinutes(50), TimeSpan.FromHours(1));
        Assert.Equal(201, (await shop.Payer().PostAsync("/payments/authorizations", request)).Status);
    }

    [Fact]
    public async Task Parallel_calls_begin_no_more_than_ten_authorisations_in_an_hour()
    {
        var request = new JsonObject { ["amount"] = Money(100m) }.ToJsonString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30)
            .Select(_ => payer.PostAsync("/payments/authorizations", JsonNode.Parse(request)!.AsObject())));

        Assert.Equal((10, 20), (answers.Count(answer => answer.Status == 201), answers.Count(answer => answer.Status == 429)));
    }

    [Fact]
    public async Task Outage_of_the_provider_uses_up_no_attempt()
    {
        var request = new JsonObject { ["amount"] = Money(100m) }.ToJsonString();
        Task<(int Status, JsonNode Body)[]> TryAsync(int times) => Task.WhenAll(Enumerable.Range(0, times)
            .Select(_ => payer.PostAsync("/payments/authorizations", JsonNode.Parse(request)!.AsObject())));
        Stripe.IsDown = true;
        try
        {
            for (var i = 0; i < 3; i++)
                Assert.All(await TryAsync(5), answer => Assert.Equal(503, answer.Status));
        }
        finally
        {
            Stripe.IsDown = false;
        }

        Assert.All(await TryAsync(10), answer => Assert.Equal(201, answer.Status));
        Assert.Equal(429, (await TryAsync(1))[0].Status);
    }

    [Theory]
    [InlineData(99.99, "EUR")]
    [InlineData(100, "USD")]
    public async Task Order_that_costs_more_or_other_money_is_not_paid_and_the_money_is_released(decimal amount, string currency)
    {
        var (token, _) = await BeginAsync(amount, currency);
        Stripe.Authorize(token);
        var order = Guid.CreateVersion7();

        await payer.RequestPaymentAsync(order, token);

        Assert.Equal("amount-not-accepted", await ReasonAsync(order));
        Assert.Equal("canceled", (string)Stripe.IntentOf(token)["status"]!);
    }

    [Fact]
    public async Task Authorised_card_is_saved_and_authorises_the_next_order()
    {
        var (token, _) = await BeginAsync(100m, save: true);
        Assert.Equal("off_session", (string)Stripe.IntentOf(token)["setup_future_usage"]!);
        Assert.Equal(422, (await payer.PostCardAsync(Saved(token))).Status);
        Stripe.Authorize(token);
        Assert.Equal(422, (await shop.Payer().PostCardAsync(Saved(token))).Status);

        var (unsaved, _) = await BeginAsync(100m);
        Stripe.Authorize(unsaved);
        Assert.Equal(422, (await payer.PostCardAsync(Saved(unsaved))).Status);

        var (status, saved) = await payer.PostCardAsync(Saved(token));
        var (next, _) = await BeginAsync(50m, method: (string)saved["id"]!);

        Assert.Equal((201, "4242"), (status, (string)saved["last4"]!));
        Assert.Equal((string)Stripe.IntentOf(token)["payment_method"]!, (string)Stripe.IntentOf(next)["payment_method"]!);
        var others = new JsonObject { ["amount"] = Money(50m), ["methodId"] = (string)saved["id"]! };
        Assert.Equal(404, (await shop.Payer().PostAsync("/payments/authorizations", others)).Status);
    }

    [Fact]
    public async Task Authorisation_that_no_order_takes_is_cancelled_and_pays_no_more()
    {
        var (token, _) = await BeginAsync(100m);
        Stripe.Authorize(token);
        await shop.ExecuteAsync($"update authorizations set created_at = now() - interval '2 hours' where token = '{token}'");

        await shop.RestartAsync();

        await Eventually.Async(() => (string)Stripe.IntentOf(token)["status"]! == "canceled", "the money is released");
        var order = Guid.CreateVersion7();
        await payer.RequestPaymentAsync(order, token);
        Assert.Equal("unknown-token", await ReasonAsync(order));
    }

    private async Task<(string Token, string Secret)> BeginAsync(
        decimal amount, string currency = "EUR", bool save = false, string? method = null)
    {
        var request = new JsonObject { ["amount"] = Money(amount, currency), ["save"] = save, ["methodId"] = method };
        var (status, body) = await payer.PostAsync("/payments/authorizations", request);
        Assert.True(status == 201, $"{body}");
        return ((string)body["token"]!, (string)body["clientSecret"]!);
    }

    private async Task<string> ReasonAsync(Guid order) => (string)(await shop.WaitForEventAsync("payment-failed", order))["reason"]!;

    private static JsonObject Saved(string token) => new() { ["token"] = token, ["save"] = true };

    private static JsonObject Money(decimal amount, string currency = "EUR") => new() { ["amount"] = amount, ["currency"] = currency };
}
