using Ecommerce.Testing;

namespace Ecommerce.PaymentService.Tests;

[Collection(PaymentShopCollection.Name)]
public sealed class TestCardTests(PaymentShop shop)
{
    private readonly Payer payer = shop.Payer();

    [Fact]
    public async Task Capture_behind_a_timeout_is_found_and_made_once()
    {
        var order = await payer.OrderAsync(Payer.CapturedAfterTimeout);
        await shop.WaitForEventAsync("payment-captured", order);

        Assert.Equal(["capture unavailable", "capture captured"], await payer.AttemptsAsync(order));
        Assert.Matches(
            """ecommerce_payments_provider_calls_total\{(?=[^}]*kind="Capture")(?=[^}]*outcome="unavailable")[^}]*\} [1-9]""",
            await shop.Process.Client.GetStringAsync("/metrics"));
        Assert.Equal(1, await TakenAsync(order));
        Assert.Equal(100m, await shop.BalanceAsync(order));
    }

    [Fact]
    public async Task Unanswered_capture_is_retried_until_cancellation_and_captures_nothing()
    {
        var order = await payer.OrderAsync(Payer.NeverAnswers);
        await Eventually.Async(
            async () => (await payer.GetPaymentAsync(order)).Body["attempts"]?.AsArray().Count >= 2, "it is asked again");
        Assert.Equal("Requested", (string)(await payer.GetPaymentAsync(order)).Body["status"]!);
        await payer.CancelAsync(order);

        Assert.Equal("order-cancelled", (string)(await shop.WaitForEventAsync("payment-failed", order))["reason"]!);
        Assert.Equal(0, await TakenAsync(order));
        Assert.Equal("cancel order-cancelled", (await payer.AttemptsAsync(order))[^1]);
    }

    [Fact]
    public async Task Hanging_calls_do_not_delay_others()
    {
        for (var i = 0; i < 4; i++)
            await payer.OrderAsync(Payer.NeverAnswers);
        var orders = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => payer.OrderAsync(Payer.Good)));

        await Eventually.Async(
            () => orders.All(order => shop.EventsOf("payment-captured", order).Count == 1), "all good cards are captured",
            TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Pending_capture_is_settled_by_later_webhook()
    {
        var order = await payer.OrderAsync(Payer.DelayedWebhook);
        await Eventually.Async(async () => (await payer.GetPaymentAsync(order)).Body["attempts"]?.AsArray() is [{ } only]
            && (string?)only["outcome"] == "pending", "undecided");
        Assert.Equal("Requested", (string)(await payer.GetPaymentAsync(order)).Body["status"]!);
        await shop.WaitForEventAsync("payment-captured", order);

        Assert.Equal(["capture pending"], await payer.AttemptsAsync(order));
        Assert.Equal(100m, await shop.BalanceAsync(order));
        await payer.RefundAsync(order, Guid.CreateVersion7(), 100m);
        await shop.WaitForEventAsync("payment-refunded", order);
    }

    [Fact]
    public async Task Duplicate_webhook_around_an_older_one_captures_once()
    {
        var order = await payer.OrderAsync(Payer.DuplicateWebhook);
        await shop.WaitForEventAsync("payment-captured", order);
        await Eventually.Async(
            async () => await shop.ScalarAsync<long>($"select count(*) from simulated_provider.webhooks where body like '%{order}%'") == 0,
            "all three are taken");

        Assert.Single(shop.EventsOf("payment-captured", order));
        Assert.Equal(100m, await shop.BalanceAsync(order));
    }

    [Fact]
    public async Task Order_cancelled_while_capture_is_pending_captures_nothing()
    {
        var order = await payer.OrderAsync(Payer.DelayedWebhook);
        await Eventually.Async(async () => (await payer.GetPaymentAsync(order)).Body["attempts"]?.AsArray() is [{ } only]
            && (string?)only["outcome"] == "pending", "undecided");
        await payer.CancelAsync(order);
        await Eventually.Async(
            () => shop.EventsOf("payment-failed", order).Count + shop.EventsOf("payment-refunded", order).Count > 0, "it is answered");

        Assert.Equal(0m, await shop.BalanceAsync(order));
        Assert.Equal(0m, await shop.ScalarAsync<decimal>($"""
            select coalesce(sum(case when capture is null then amount else -amount end), 0) from simulated_provider.calls
            where order_id = '{order}' and refusal is null
            """));
    }

    private async Task<long> TakenAsync(Guid order) => await shop.ScalarAsync<long>(
        $"select count(*) from simulated_provider.calls where order_id = '{order}' and capture is null and refusal is null");
}
