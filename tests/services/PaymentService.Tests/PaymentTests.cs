using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.PaymentService.Tests;

[Collection(PaymentShopCollection.Name)]
public sealed class PaymentTests(PaymentShop shop)
{
    [Fact]
    public async Task Call_that_fails_unexpectedly_is_counted_and_holds_up_no_other()
    {
        var (unlucky, lucky) = (shop.Payer(), shop.Payer());
        var token = await unlucky.TokenAsync();
        await shop.ExecuteAsync($"update simulated_provider.methods set card_case = 'Unheard' where token = '{token}'");

        var order = Guid.CreateVersion7();
        await unlucky.RequestPaymentAsync(order, token);
        await shop.CountsAsync("ProviderCallWorker");
        await lucky.CaptureAsync();

        await shop.ExecuteAsync($"update simulated_provider.methods set card_case = 'Captured' where token = '{token}'");
        await shop.WaitForEventAsync("payment-captured", order);
    }

    [Fact]
    public async Task Valid_card_is_captured_and_visible_to_its_owner()
    {
        var payer = shop.Payer();
        var order = await payer.CaptureAsync();
        var (status, body) = await payer.GetPaymentAsync(order);

        Assert.Equal((200, "Captured"), (status, (string)body["status"]!));
        Assert.Equal((100m, 0m), ((decimal)body["amount"]!["amount"]!, (decimal)body["refunded"]!["amount"]!));
        Assert.Equal("captured", (string)Assert.Single(body["attempts"]!.AsArray())!["outcome"]!);
        Assert.Equal(404, (await shop.Payer().GetPaymentAsync(order)).Status);
        Assert.Equal(200, (await shop.Payer("orders:read").GetPaymentAsync(order)).Status);
    }

    [Theory]
    [InlineData(Payer.Declined, "card-declined")]
    [InlineData(Payer.Poor, "insufficient-funds")]
    [InlineData("5555 5555 5555 4444", "test-mode-requires-test-card")]
    public async Task Refused_card_fails_payment_with_reason(string card, string reason)
    {
        var (payer, order) = (shop.Payer(), Guid.CreateVersion7());
        await payer.RequestPaymentAsync(order, await payer.TokenAsync(card));

        Assert.Equal(reason, (string)(await shop.WaitForEventAsync("payment-failed", order))["reason"]!);
        Assert.Equal(reason, (string)(await payer.GetPaymentAsync(order)).Body["failureReason"]!);
    }

    [Fact]
    public async Task Token_of_another_user_fails_payment()
    {
        var (payer, order) = (shop.Payer(), Guid.CreateVersion7());
        await payer.RequestPaymentAsync(order, await shop.Payer().TokenAsync());

        Assert.Equal("unknown-token", (string)(await shop.WaitForEventAsync("payment-failed", order))["reason"]!);
    }

    [Fact]
    public async Task Repeated_request_publishes_again_and_captures_once()
    {
        var (payer, order, eventId) = (shop.Payer(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var token = await payer.TokenAsync();
        await payer.RequestPaymentAsync(order, token, eventId);
        await payer.RequestPaymentAsync(order, token, eventId);
        var first = await shop.WaitForEventAsync("payment-captured", order);
        await payer.RequestPaymentAsync(order, token);
        var again = await shop.WaitForEventAsync("payment-captured", order, times: 2);

        Assert.Equal((string)first["paymentId"]!, (string)again["paymentId"]!);
        Assert.Equal(100m, await shop.BalanceAsync(order));
        Assert.Equal(
            1L, await shop.ScalarAsync<long>($"select count(*) from simulated_provider.calls where idempotency_key like '%{order}%'"));
    }

    [Fact]
    public async Task Process_killed_between_result_and_record_captures_once()
    {
        var payer = shop.Payer();
        var order = await payer.CaptureAsync();
        var reference = await shop.ScalarAsync<string>($"select provider_reference from payments where order_id = '{order}'");
        await shop.ExecuteAsync($"""
            alter table ledger_entries disable trigger ledger_append_only;
            delete from ledger_entries where order_id = '{order}';
            alter table ledger_entries enable trigger ledger_append_only;
            update payments set status = 'Requested', captured_at = null, provider_reference = null, call_at = now()
            where order_id = '{order}'
            """);

        await shop.WaitForEventAsync("payment-captured", order, times: 2);
        Assert.Equal(reference, await shop.ScalarAsync<string>($"select provider_reference from payments where order_id = '{order}'"));
        Assert.Equal(100m, await shop.BalanceAsync(order));
    }

    [Fact]
    public async Task Order_cancelled_before_the_payment_request_is_never_charged()
    {
        var (payer, order) = (shop.Payer(), Guid.CreateVersion7());
        await payer.CancelAsync(order);
        Assert.Equal("order-cancelled", (string)(await shop.WaitForEventAsync("payment-failed", order))["reason"]!);
        await payer.RequestPaymentAsync(order, await payer.TokenAsync());

        Assert.Equal("order-cancelled", (string)(await shop.WaitForEventAsync("payment-failed", order, times: 2))["reason"]!);
        Assert.Empty(shop.EventsOf("payment-captured", order));
    }

    [Fact]
    public async Task Order_cancelled_after_capture_is_refunded_once_and_repeats_its_events()
    {
        var payer = shop.Payer();
        var order = await payer.CaptureAsync();
        await payer.CancelAsync(order);
        var refunded = await shop.WaitForEventAsync("payment-refunded", order);
        await payer.CancelAsync(order);
        await shop.WaitForEventAsync("payment-refunded", order, times: 2);

        Assert.Equal((100m, $"{order}"), ((decimal)refunded["amount"]!["amount"]!, (string)refunded["refundId"]!));
        Assert.Equal(0m, await shop.BalanceAsync(order));
        Assert.Equal("Refunded", (string)(await payer.GetPaymentAsync(order)).Body["status"]!);
    }

    [Fact]
    public async Task Cancellation_right_after_the_request_leaves_nothing_captured()
    {
        var payer = shop.Payer();
        var token = await payer.TokenAsync();
        var orders = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var order in orders)
        {
            await payer.RequestPaymentAsync(order, token);
            await payer.CancelAsync(order);
        }

        await Eventually.Async(
            () => orders.All(order => shop.EventsOf("payment-failed", order).Count + shop.EventsOf("payment-refunded", order).Count > 0),
            "each is answered");
        foreach (var order in orders)
            Assert.Equal(0m, await shop.BalanceAsync(order));
    }

    [Fact]
    public async Task Refunds_never_exceed_the_capture_and_are_made_once()
    {
        var (payer, first) = (shop.Payer(), Guid.CreateVersion7());
        var order = await payer.CaptureAsync();
        await payer.RefundAsync(order, first, 60m);
        await payer.RefundAsync(order, first, 60m);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => payer.RefundAsync(order, Guid.CreateVersion7(), 30m)));
        await Eventually.Async(async () => await shop.BalanceAsync(order) == 10m, "60 and once 30 are back");
        await payer.CancelAsync(order);

        await Eventually.Async(async () => await shop.BalanceAsync(order) == 0m, "the rest is back");
        Assert.Equal(
            3L, await shop.ScalarAsync<long>($"select count(*) from refunds where order_id = '{order}' and completed_at is not null"));
    }

    [Fact]
    public async Task Database_constraints_reject_invalid_rows()
    {
        var order = await shop.Payer().CaptureAsync();
        Task Refused(string sql) => Assert.ThrowsAsync<PostgresException>(() => shop.ExecuteAsync(sql));

        await Refused($"update payments set refunded = 100.01 where order_id = '{order}'");
        await Refused($"insert into payments select (jsonb_populate_record(p, '{{}}')).* from payments p where order_id = '{order}'");
        await Refused($"update ledger_entries set amount = 1 where order_id = '{order}'");
        await Refused($"delete from ledger_entries where order_id = '{order}'");
        await Refused($"insert into ledger_entries values (gen_random_uuid(), 'provider-balance', '{order}', 1, 'EUR', now())");
    }

    [Fact]
    public async Task Every_ledger_transaction_sums_to_zero()
    {
        await shop.Payer().CaptureAsync();

        Assert.Equal(0L, await shop.ScalarAsync<long>(
            "select count(*) from (select from ledger_entries group by transaction_id having sum(amount) <> 0 or count(*) <> 2) as wrong"));
    }
}
