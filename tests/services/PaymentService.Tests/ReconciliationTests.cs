using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.PaymentService.Tests;

[Collection(PaymentShopCollection.Name)]
public sealed class ReconciliationTests(PaymentShop shop)
{
    private readonly Payer payer = shop.Payer();
    private readonly Payer clerk = shop.Payer("orders:read", "orders:write");

    [Fact]
    public async Task Payment_decided_at_the_provider_is_settled()
    {
        var taken = await payer.OrderAsync(Payer.NeverAnswers);
        var refused = await payer.OrderAsync(Payer.NeverAnswers);
        await Eventually.Async(
            async () => (await payer.GetPaymentAsync(taken)).Status + (await payer.GetPaymentAsync(refused)).Status == 400,
            "both are requested");
        await ProviderRecordsAsync(taken, refusal: null);
        await ProviderRecordsAsync(refused, refusal: "card-declined");
        await ReconcileAsync();

        await shop.WaitForEventAsync("payment-captured", taken);
        Assert.Equal("card-declined", (string)(await shop.WaitForEventAsync("payment-failed", refused))["reason"]!);
        Assert.Equal(100m, await shop.BalanceAsync(taken));
        Assert.Empty(await FindingsAsync(taken));
    }

    [Fact]
    public async Task Payment_unknown_to_the_provider_is_reported_as_undecided()
    {
        var order = await payer.OrderAsync(Payer.NeverAnswers);
        await Eventually.Async(async () => (await payer.GetPaymentAsync(order)).Status == 200, "it is asked for");
        await ReconcileAsync();

        Assert.Equal([("undecided", "requested", "none")], await FindingsAsync(order));
        Assert.Equal("Requested", (string)(await payer.GetPaymentAsync(order)).Body["status"]!);
        await payer.CancelAsync(order);
        await shop.WaitForEventAsync("payment-failed", order);
        await ReconcileAsync();
        Assert.Empty(await FindingsAsync(order));
        Assert.Equal([("undecided", "requested", "none")], await FindingsAsync(order, resolved: true));
    }

    [Theory]
    [InlineData("delete from simulated_provider.calls where order_id = '{0}'", "missing-at-provider", "100 EUR", "none")]
    [InlineData("update simulated_provider.calls set refusal = 'card-declined' where order_id = '{0}'", "not-captured-at-provider",
        "100 EUR", "card-declined")]
    [InlineData("update simulated_provider.calls set amount = 99.5 where order_id = '{0}'", "amount-differs", "100 EUR", "99.5 EUR")]
    [InlineData("update simulated_provider.calls set currency = 'USD' where order_id = '{0}'", "amount-differs", "100 EUR", "100 USD")]
    [InlineData("""
        insert into simulated_provider.calls (idempotency_key, order_id, capture, reference, amount, currency)
        select 'by-hand-{0}', order_id, reference, 'sim_by_hand_{0}', 40, 'EUR' from simulated_provider.calls where order_id = '{0}'
        """, "refund-differs", "0 EUR", "40 EUR")]
    [InlineData("""
        alter table ledger_entries disable trigger ledger_append_only;
        update ledger_entries set amount = amount * 2 where order_id = '{0}';
        alter table ledger_entries enable trigger ledger_append_only
        """, "ledger-differs", "200 EUR", "100 EUR")]
    public async Task Discrepancy_is_reported_until_it_is_resolved_and_ledger_is_unchanged(
        string tampering, string kind, string ours, string theirs)
    {
        var order = await payer.CaptureAsync();
        await ReconcileAsync();
        Assert.Empty(await FindingsAsync(order));
        await shop.ExecuteAsync("create table if not exists kept as select * from simulated_provider.calls with no data; delete from kept");
        await shop.ExecuteAsync($"insert into kept select * from simulated_provider.calls where order_id = '{order}'");

        await shop.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, tampering, order));
        await ReconcileAsync();
        await ReconcileAsync();
        Assert.Equal([(kind, ours, theirs)], await FindingsAsync(order));
        Assert.Equal("Captured", (string)(await payer.GetPaymentAsync(order)).Body["status"]!);

        await shop.ExecuteAsync($"""
            delete from simulated_provider.calls where order_id = '{order}' and capture is not null;
            delete from simulated_provider.calls where order_id = '{order}';
            insert into simulated_provider.calls select * from kept;
            alter table ledger_entries disable trigger ledger_append_only;
            update ledger_entries set amount = sign(amount) * 100 where order_id = '{order}';
            alter table ledger_entries enable trigger ledger_append_only
            """);
        await ReconcileAsync();
        Assert.Empty(await FindingsAsync(order));
        Assert.Equal([(kind, ours, theirs)], await FindingsAsync(order, resolved: true));
    }

    [Fact]
    public async Task Capture_of_failed_or_unknown_payment_is_reported()
    {
        var failed = await payer.OrderAsync(Payer.Declined);
        await shop.WaitForEventAsync("payment-failed", failed);
        await shop.ExecuteAsync($"update simulated_provider.calls set refusal = null where order_id = '{failed}'");
        var nobodys = Guid.CreateVersion7();
        await ProviderRecordsAsync(nobodys, refusal: null);
        await ReconcileAsync();

        Assert.Equal([("captured-at-provider", "card-declined", "100 EUR")], await FindingsAsync(failed));
        Assert.Equal([("unknown-payment", "none", "100 EUR")], await FindingsAsync(nobodys));
        Assert.Equal("Failed", (string)(await payer.GetPaymentAsync(failed)).Body["status"]!);
        Assert.Contains("ecommerce_payments_discrepancies", await shop.Process.Client.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reconciliation_without_permission_returns_403()
    {
        Assert.Equal(403, (await payer.SendAsync(HttpMethod.Get, "/payments/reconciliation")).Status);
        Assert.Equal(403, (await shop.Payer("orders:read").SendAsync(HttpMethod.Post, "/payments/reconciliation")).Status);
        Assert.Equal(400, (await clerk.SendAsync(HttpMethod.Get, "/payments/reconciliation?limit=0")).Status);
    }

    private Task ProviderRecordsAsync(Guid order, string? refusal) => shop.ExecuteAsync($"""
        insert into simulated_provider.calls (idempotency_key, order_id, reference, refusal, amount, currency)
        values ('capture-{order}', '{order}', 'sim_{order:n}', {(refusal is null ? "null" : $"'{refusal}'")}, 100, 'EUR')
        """);

    private async Task ReconcileAsync()
    {
        var before = (string?)(await ReadAsync(false))["lastRun"]?["id"];
        Assert.Equal(202, (await clerk.SendAsync(HttpMethod.Post, "/payments/reconciliation")).Status);
        await Eventually.Async(async () => (await ReadAsync(false))["lastRun"] is { } run && (string)run["id"]! != before
            && run["finishedAt"] is not null, "it is done");
    }

    private async Task<List<(string Kind, string Ours, string Theirs)>> FindingsAsync(Guid order, bool resolved = false)
        => [.. (await ReadAsync(resolved))["items"]!.AsArray().Where(item => (string)item!["orderId"]! == $"{order}")
            .Select(item => ((string)item!["kind"]!, (string)item["ours"]!, (string)item["theirs"]!))];

    private async Task<JsonNode> ReadAsync(bool resolved)
        => (await clerk.SendAsync(HttpMethod.Get, $"/payments/reconciliation?limit=100&resolved={(resolved ? "true" : "false")}")).Body!;
}
