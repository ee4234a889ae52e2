using System.Net;
using Ecommerce.Testing;

namespace Ecommerce.PaymentService.Tests;

[Collection(PaymentShopCollection.Name)]
public sealed class WebhookTests(PaymentShop shop)
{
    [Fact]
    public async Task Repeated_webhook_is_applied_once()
    {
        var order = await UndecidedAsync();
        var webhook = Webhook.Captured(order);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => webhook.SendAsync(shop)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        await shop.WaitForEventAsync("payment-captured", order);
        Assert.Equal(HttpStatusCode.OK, await webhook.SendAsync(shop));
        Assert.Equal(HttpStatusCode.OK, await Webhook.Captured(order).SendAsync(shop));
        Assert.Equal(100m, await shop.BalanceAsync(order));
        Assert.Equal(1L, await shop.ScalarAsync<long>($"select count(*) from outbox where key = '{order}'"));
    }

    [Fact]
    public async Task Webhook_signed_with_previous_secret_is_accepted_during_rotation()
    {
        var order = await UndecidedAsync();
        var webhook = Webhook.Captured(order);

        Assert.Equal(HttpStatusCode.OK, await webhook.SendAsync(shop, webhook.Signature(Webhook.PreviousSecret)));
        await shop.WaitForEventAsync("payment-captured", order);
    }

    [Fact]
    public async Task Webhook_with_invalid_signature_changes_nothing()
    {
        var order = await UndecidedAsync();
        var webhook = Webhook.Captured(order);
        var good = webhook.Signature();
        string[] bad =
        [
            "", "t=1", "nonsense", "v1=00", good.Replace("v1=", "v0=", StringComparison.Ordinal), good[..^2], good + "00", $"t=1,{good}",
            webhook.Signature("whsec_stolen"), webhook.Signature(age: TimeSpan.FromMinutes(6)),
            webhook.Signature(age: TimeSpan.FromMinutes(-6)),
            Webhook.Captured(Guid.CreateVersion7()).Signature(),
        ];
        var written = await WrittenAsync();

        foreach (var signature in bad)
            Assert.Equal((signature, HttpStatusCode.BadRequest), (signature, await webhook.SendAsync(shop, signature)));
        Assert.Equal(written, await WrittenAsync());
        Assert.Empty(shop.EventsOf("payment-captured", order));
    }

    [Fact]
    public async Task Webhook_with_one_valid_signature_of_several_is_accepted()
    {
        var webhook = Webhook.Of("payment.undecided", Guid.CreateVersion7());

        Assert.Equal(HttpStatusCode.OK, await webhook.SendAsync(shop, $"{webhook.Signature()},v1={new string('0', 64)},v0=x"));
    }

    [Fact]
    public async Task Webhook_of_unhandled_type_is_accepted_and_changes_nothing()
    {
        Assert.Equal(HttpStatusCode.OK, await Webhook.Of("payout.paid", Guid.CreateVersion7()).SendAsync(shop));
        Assert.Equal(HttpStatusCode.OK, await Webhook.Captured(Guid.CreateVersion7()).SendAsync(shop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"id\":")]
    [InlineData("{\"id\":\"\",\"type\":\"payment.captured\"}")]
    [InlineData("{\"id\":\"evt_1\",\"type\":\"payment.captured\",\"data\":{\"orderId\":\"7\"}}")]
    public async Task Signed_body_that_is_not_an_event_returns_400(string body)
        => Assert.Equal(HttpStatusCode.BadRequest, await new Webhook(body).SendAsync(shop));

    [Fact]
    public async Task Oversized_webhook_and_webhook_of_unused_provider_are_rejected()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await new Webhook(new string(' ', 300_000)).SendAsync(shop));
        Assert.Equal(HttpStatusCode.NotFound, await Webhook.Captured(Guid.CreateVersion7()).SendAsync(shop, provider: "stripe"));
    }

    [Fact]
    public async Task Refusal_by_webhook_fails_payment_and_later_webhooks_change_nothing()
    {
        var order = await UndecidedAsync();
        await Webhook.Of("payment.refused", order).SendAsync(shop);
        await Webhook.Of("payment.undecided", order).SendAsync(shop);

        Assert.Equal("card-declined", (string)(await shop.WaitForEventAsync("payment-failed", order))["reason"]!);
        Assert.Equal(0m, await shop.BalanceAsync(order));
    }

    private Task<string> WrittenAsync()
        => shop.ScalarAsync<string>("select (select count(*) from provider_events) || ' ' || (select count(*) from outbox)");

    /// <summary>An order whose capture hangs at the provider.</summary>
    private async Task<Guid> UndecidedAsync()
    {
        var payer = shop.Payer();
        var order = await payer.OrderAsync(Payer.NeverAnswers);
        await Eventually.Async(async () => (await payer.GetPaymentAsync(order)) is (200, var body) && body["attempts"]!.AsArray().Count > 0,
            "the provider is asked");
        return order;
    }
}
