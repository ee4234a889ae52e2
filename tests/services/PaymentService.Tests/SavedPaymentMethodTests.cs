using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.PaymentService.Tests;

[Collection(PaymentShopCollection.Name)]
public sealed class SavedPaymentMethodTests(PaymentShop shop)
{
    private readonly Payer payer = shop.Payer();

    [Fact]
    public async Task Saved_card_is_listed_to_its_owner_and_pays_again()
    {
        await payer.TokenAsync();
        var (id, token) = await SaveAsync(Payer.Good);

        var kept = Assert.Single(await ListAsync(payer));
        Assert.Equal((id, token, "visa", "4242", 12, 2045), (
            (string)kept!["id"]!, (string)kept["token"]!, (string)kept["brand"]!, (string)kept["last4"]!, (int)kept["expiryMonth"]!,
            (int)kept["expiryYear"]!));
        Assert.Empty(await ListAsync(shop.Payer()));
        for (var i = 0; i < 2; i++)
        {
            var order = Guid.CreateVersion7();
            await payer.RequestPaymentAsync(order, token);
            await shop.WaitForEventAsync("payment-captured", order);
        }
    }

    [Fact]
    public async Task Card_that_is_saved_twice_at_once_is_listed_once_and_both_tokens_pay()
    {
        var saved = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SaveAsync(Payer.Good)));

        Assert.Single(saved.Select(card => card.Id).Distinct());
        Assert.Single(await ListAsync(payer));
        foreach (var token in saved.Select(card => card.Token).Take(2))
        {
            var order = Guid.CreateVersion7();
            await payer.RequestPaymentAsync(order, token);
            await shop.WaitForEventAsync("payment-captured", order);
        }
    }

    [Fact]
    public async Task Deleted_card_pays_no_more()
    {
        var (id, token) = await SaveAsync(Payer.Good);
        Assert.Equal(404, (await shop.Payer().SendAsync(HttpMethod.Delete, $"/payments/methods/{id}")).Status);
        Assert.Equal(204, (await payer.SendAsync(HttpMethod.Delete, $"/payments/methods/{id}")).Status);
        Assert.Equal(404, (await payer.SendAsync(HttpMethod.Delete, $"/payments/methods/{id}")).Status);

        Assert.Empty(await ListAsync(payer));
        await DeleteAsync(token);
        var order = Guid.CreateVersion7();
        await payer.RequestPaymentAsync(order, token);
        Assert.Equal("unknown-token", (string)(await shop.WaitForEventAsync("payment-failed", order))["reason"]!);
    }

    [Fact]
    public async Task Erased_user_has_no_payment_method_and_an_unchanged_ledger()
    {
        var (_, token) = await SaveAsync(Payer.Good);
        var order = await payer.CaptureAsync();
        var erased = new JsonObject { ["userId"] = $"{payer.User}", ["erasedAt"] = "2026-01-01T00:00:00Z" };
        await shop.Users.PublishEventAsync("user-erased.v1", $"{payer.User}", erased.ToJsonString());

        await DeleteAsync(token);
        Assert.Empty(await ListAsync(payer));
        Assert.Equal(
            0L, await shop.ScalarAsync<long>($"select count(*) from payments where user_id = '{payer.User}' and token is not null"));
        Assert.Equal(100m, await shop.BalanceAsync(order));
        await payer.RefundAsync(order, Guid.CreateVersion7(), 40m);
        await shop.WaitForEventAsync("payment-refunded", order);
        Assert.Equal(60m, await shop.BalanceAsync(order));
    }

    [Fact]
    public async Task Erasure_lost_by_the_broker_is_backfilled_from_user_service()
    {
        var (_, token) = await SaveAsync(Payer.Good);
        shop.Tokens.EventLog.Say(
            "user-erased.v1", $"{payer.User}", new() { ["userId"] = $"{payer.User}", ["erasedAt"] = "2026-01-01T00:00:00Z" });

        await DeleteAsync(token);
    }

    [Fact]
    public async Task Erased_user_with_an_old_token_cannot_save_a_card()
    {
        var (_, before) = await SaveAsync(Payer.Good);
        shop.Tokens.EventLog.Say(
            "user-erased.v1", $"{payer.User}", new() { ["userId"] = $"{payer.User}", ["erasedAt"] = "2026-01-01T00:00:00Z" });
        await DeleteAsync(before);

        var card = Payer.Card(Payer.Good);
        card["save"] = true;
        var (status, body) = await payer.PostCardAsync(card);
        Assert.Equal((403, "account-erased"), (status, ((string)body["type"]!).Split(':')[^1]));
        Assert.Empty(await ListAsync(payer));
        await Eventually.Async(
            async () => await shop.ScalarAsync<long>($"""
                select (select count(*) from payment_methods where user_id = '{payer.User}')
                    + (select count(*) from simulated_provider.methods where owner = '{payer.User}')
                """) == 0,
            "the provider forgets it, too");
    }

    [Fact]
    public async Task Token_instead_of_a_card_is_rejected_by_the_simulated_provider()
    {
        var (status, body) = await payer.PostCardAsync(new JsonObject { ["token"] = "pm_card_visa" });

        Assert.Equal(400, status);
        Assert.NotNull(body["errors"]!["token"]);
    }

    [Fact]
    public async Task Method_that_cannot_be_detached_is_counted_and_holds_up_no_other()
    {
        var ((spoiled, _), (other, token)) = (await SaveAsync(Payer.Good), await SaveAsync(Payer.Declined));
        await shop.ExecuteAsync($"""
            create function refuse() returns trigger language plpgsql as $$ begin raise 'spoiled'; end $$;
            create trigger spoiled before delete on payment_methods for each row when (old.id = '{spoiled}') execute function refuse()
            """);

        foreach (var id in (string[])[spoiled, other])
            Assert.Equal(204, (await payer.SendAsync(HttpMethod.Delete, $"/payments/methods/{id}")).Status);

        await DeleteAsync(token);
        await shop.CountsAsync("PaymentMethodDetacher");
        await shop.ExecuteAsync("drop function refuse() cascade");
    }

    private Task DeleteAsync(string token) => Eventually.Async(
        async () => await shop.ScalarAsync<long>($"""
            select (select count(*) from payment_methods where token = '{token}')
                + (select count(*) from simulated_provider.methods where token = '{token}')
            """) == 0,
        "the token is forgotten on both sides");

    private async Task<(string Id, string Token)> SaveAsync(string number)
    {
        var card = Payer.Card(number);
        card["save"] = true;
        var (status, body) = await payer.PostCardAsync(card);
        Assert.Equal(201, status);
        return ((string)body["id"]!, (string)body["token"]!);
    }

    private static async Task<JsonArray> ListAsync(Payer payer)
        => (await payer.SendAsync(HttpMethod.Get, "/payments/methods")).Body!["items"]!.AsArray();
}
