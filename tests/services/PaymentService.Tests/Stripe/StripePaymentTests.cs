using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.PaymentService.Tests.Stripe;

[Collection(StripeShopCollection.Name)]
public sealed class StripePaymentTests(StripeShop shop)
{
    private readonly Payer payer = shop.Payer();

    private StripeStub Stripe => shop.Stripe;

    [Fact]
    public async Task Valid_card_is_charged_once_and_refunded_in_parts()
    {
        var order = await OrderAsync("pm_card_visa");
        await shop.WaitForEventAsync("payment-captured", order);
        await payer.RefundAsync(order, Guid.CreateVersion7(), 30.5m);
        await payer.RefundAsync(order, Guid.CreateVersion7(), 69.5m);
        await shop.WaitForEventAsync("payment-refunded", order, times: 2);

        var intent = Assert.Single(Stripe.IntentsOf(order));
        Assert.Equal((10000L, "eur", 1, 10000L),
            ((long)intent["amount"]!, (string)intent["currency"]!, (int)intent["charges"]!, (long)intent["refunded"]!));
        Assert.Equal(0m, await shop.BalanceAsync(order));
        Assert.All(Stripe.Versions, version => Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}", version));
    }

    [Theory]
    [InlineData("pm_card_chargeDeclined", "card-declined")]
    [InlineData("pm_card_chargeDeclinedInsufficientFunds", "insufficient-funds")]
    [InlineData("pm_card_authenticationRequired", "authentication-required")]
    public async Task Refused_card_fails_payment_with_reason(string method, string reason)
    {
        var order = await OrderAsync(method);

        Assert.Equal(reason, (string)(await shop.WaitForEventAsync("payment-failed", order))["reason"]!);
        Assert.Equal([$"capture {reason}"], await payer.AttemptsAsync(order));
    }

    [Theory]
    [InlineData("500", "JPY", 500L)]
    [InlineData("1.23", "KWD", 1230L)]
    [InlineData("19.99", "USD", 1999L)]
    public async Task Amount_is_sent_in_minor_units(string amount, string currency, long minor)
    {
        var order = await OrderAsync("pm_card_visa", decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency);
        await shop.WaitForEventAsync("payment-captured", order);

        Assert.Equal(minor, (long)Assert.Single(Stripe.IntentsOf(order))["amount"]!);
    }

    [Theory]
    [InlineData("1.234", "KWD")]
    [InlineData("0.01", "EUR")]
    public async Task Amount_that_cards_cannot_pay_fails_payment(string amount, string currency)
    {
        var order = await OrderAsync("pm_card_visa", decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency);

        Assert.Equal("amount-not-accepted", (string)(await shop.WaitForEventAsync("payment-failed", order))["reason"]!);
    }

    [Theory]
    [InlineData("pm_card_loseAnswer")]
    [InlineData("pm_card_serverError")]
    [InlineData("pm_card_rateLimited")]
    public async Task Lost_response_leads_to_no_second_charge(string method)
    {
        var order = await OrderAsync(method);
        await shop.WaitForEventAsync("payment-captured", order);

        Assert.Equal(1, Stripe.ChargesOf(order));
        Assert.Equal(100m, await shop.BalanceAsync(order));
    }

    [Fact]
    public async Task Process_killed_between_charge_and_record_charges_once()
    {
        var order = await OrderAsync("pm_card_holdAnswer");
        await Eventually.Async(() => Stripe.ChargesOf(order) == 1, "Stripe has taken the money");
        Assert.Equal("Requested", await shop.ScalarAsync<string>($"select status from payments where order_id = '{order}'"));
        Assert.Equal(
            1L, await shop.ScalarAsync<long>($"select count(*) from payment_attempts where order_id = '{order}' and finished_at is null"));
        var killed = shop.RestartAsync();
        Stripe.Held.TrySetResult();
        await killed;

        await shop.WaitForEventAsync("payment-captured", order);
        Assert.Equal(1, Stripe.ChargesOf(order));
        Assert.Equal(["capture ", "capture captured"], await payer.AttemptsAsync(order));
        Assert.Equal(100m, await shop.BalanceAsync(order));
    }

    [Fact]
    public async Task Hanging_charge_of_cancelled_order_is_cancelled_at_stripe()
    {
        var order = await OrderAsync("pm_card_hang");
        await Eventually.Async(() => Stripe.IntentsOf(order).Count == 1, "Stripe is asked");
        await payer.CancelAsync(order);

        Assert.Equal("order-cancelled", (string)(await shop.WaitForEventAsync("payment-failed", order))["reason"]!);
        Assert.Equal("canceled", (string)Assert.Single(Stripe.IntentsOf(order))["status"]!);
        Assert.Equal(0, Stripe.ChargesOf(order));
    }

    [Fact]
    public async Task Pending_charge_is_settled_once_by_repeated_webhooks()
    {
        var order = await OrderAsync("pm_card_processing");
        await Eventually.Async(
            () => Stripe.IntentsOf(order) is [var intent] && (string)intent["status"]! == "processing", "Stripe has not decided");
        Stripe.Settle(order);
        var statuses = await Stripe.SendWebhookAsync(shop.Process.Client, "payment_intent.succeeded", Stripe.IntentsOf(order)[0], times: 3);

        Assert.Equal([200, 200, 200], statuses);
        await shop.WaitForEventAsync("payment-captured", order);
        Assert.Equal(100m, await shop.BalanceAsync(order));
        Assert.Single(shop.EventsOf("payment-captured", order));
    }

    [Fact]
    public async Task Pending_charge_without_webhook_is_queried()
    {
        var order = await OrderAsync("pm_card_processing");
        await Eventually.Async(
            () => Stripe.IntentsOf(order) is [var intent] && (string)intent["status"]! == "processing", "Stripe has not decided");
        Stripe.Settle(order);

        await shop.WaitForEventAsync("payment-captured", order);
        Assert.Equal("query captured", (await payer.AttemptsAsync(order))[^1]);
    }

    [Fact]
    public async Task Pending_refund_completes_later()
    {
        var order = await OrderAsync("pm_card_pendingRefund");
        await shop.WaitForEventAsync("payment-captured", order);
        await payer.RefundAsync(order, Guid.CreateVersion7(), 100m);
        await shop.WaitForEventAsync("payment-refunded", order);

        Assert.Equal(["capture captured", "refund pending", "refund refunded"], await payer.AttemptsAsync(order));
        Assert.Equal(0m, await shop.BalanceAsync(order));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Charge_and_refund_with_expired_keys_are_found_and_not_repeated(bool isCancelled)
    {
        var (order, refund) = (await OrderAsync("pm_card_visa"), Guid.CreateVersion7());
        await shop.WaitForEventAsync("payment-captured", order);
        Stripe.ForgetKeys();
        await shop.ExecuteAsync($"""
            alter table ledger_entries disable trigger ledger_append_only;
            delete from ledger_entries where order_id = '{order}';
            alter table ledger_entries enable trigger ledger_append_only;
            update payments set status = 'Requested', captured_at = null, provider_reference = null, call_at = now(),
                created_at = now() - interval '2 days',
                cancelled = {(isCancelled ? "true" : "false")}
            where order_id = '{order}'
            """);
        await shop.WaitForEventAsync("payment-captured", order, times: 2);
        Assert.Equal(1, Stripe.ChargesOf(order));
        if (!isCancelled)
            await payer.RefundAsync(order, refund, 40m);
        await shop.WaitForEventAsync("payment-refunded", order);

        Stripe.ForgetKeys();
        await shop.ExecuteAsync($"""
            alter table ledger_entries disable trigger ledger_append_only;
            delete from ledger_entries where order_id = '{order}' and transaction_id in (select id from refunds);
            alter table ledger_entries enable trigger ledger_append_only;
            update refunds set completed_at = null, call_at = now(), requested_at = now() - interval '2 days' where order_id = '{order}'
            """);
        await shop.WaitForEventAsync("payment-refunded", order, times: 2);
        Assert.Equal(isCancelled ? 10000L : 4000L, (long)Assert.Single(Stripe.IntentsOf(order))["refunded"]!);
    }

    [Fact]
    public async Task Reconciliation_compares_records_of_all_pages()
    {
        var orders = new List<Guid>();
        for (var i = 0; i < 4; i++)
            orders.Add(await OrderAsync("pm_card_visa"));
        foreach (var order in orders)
            await shop.WaitForEventAsync("payment-captured", order);
        Stripe.IntentsOf(orders[0])[0]["refunded"] = 2500L;
        var clerk = shop.Payer("orders:read", "orders:write");
        // Stripe has times in whole seconds.
        await Eventually.Async(
            async () =>
            {
                await clerk.SendAsync(HttpMethod.Post, "/payments/reconciliation");
                return await FindingsAsync(orders[0]) is ["refund-differs 0 EUR 25 EUR"];
            },
            "the refund by hand is found");

        foreach (var order in orders.Skip(1))
            Assert.Empty(await FindingsAsync(order));

        async Task<List<string>> FindingsAsync(Guid order)
            => [.. (await clerk.SendAsync(HttpMethod.Get, "/payments/reconciliation?limit=100")).Body!["items"]!.AsArray()
                .Where(item => (string)item!["orderId"]! == $"{order}").Select(item => $"{item!["kind"]} {item["ours"]} {item["theirs"]}")];
    }

    private async Task<Guid> OrderAsync(string method, decimal amount = 100m, string currency = "EUR")
    {
        var order = Guid.CreateVersion7();
        var (status, body) = await payer.PostCardAsync(new JsonObject { ["token"] = method });
        Assert.Equal(201, status);
        await payer.RequestPaymentAsync(order, (string)body["token"]!, amount: amount, currency: currency);
        return order;
    }
}
