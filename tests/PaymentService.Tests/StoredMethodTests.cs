using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.PaymentService.Tests;

[Collection(PaymentShopCollection.Name)]
public sealed class StoredMethodTests(PaymentShop shop)
{
    private readonly Payer payer = shop.Payer();

    [Fact]
    public async Task A_card_that_is_to_be_kept_is_listed_to_its_owner_alone_and_pays_again()
    {
        await payer.TokenAsync();
        var (id, token) = await KeepAsync(Payer.Good);

        var kept = Assert.Single(await ListAsync(payer));
        Assert.Equal((id, token, "visa", "4242", 12, 2045), (
            (string)kept!["id"]!, (string)kept["token"]!, (string)kept["brand"]!, (string)kept["last4"]!, (int)kept["expiryMonth"]!, (int)kept["expiryYear"]!));
        Assert.Empty(await ListAsync(shop.Payer()));
        for (var i = 0; i < 2; i++)
        {
            var order = Guid.CreateVersion7();
            await payer.RequestPaymentAsync(order, token);
            await shop.SaidAsync("payment-captured", order);
        }
    }

    [Fact]
    public async Task A_card_that_its_owner_deletes_pays_no_more()
    {
        var (id, token) = await KeepAsync(Payer.Good);
        Assert.Equal(404, (await shop.Payer().SendAsync(HttpMethod.Delete, $"/payments/methods/{id}")).Status);
        Assert.Equal(204, (await payer.SendAsync(HttpMethod.Delete, $"/payments/methods/{id}")).Status);
        Assert.Equal(404, (await payer.SendAsync(HttpMethod.Delete, $"/payments/methods/{id}")).Status);

        Assert.Empty(await ListAsync(payer));
        await ForgottenAsync(token);
        var order = Guid.CreateVersion7();
        await payer.RequestPaymentAsync(order, token);
        Assert.Equal("unknown-token", (string)(await shop.SaidAsync("payment-failed", order))["reason"]!);
    }

    [Fact]
    public async Task An_erased_person_leaves_no_payment_method_and_all_of_the_books()
    {
        var (_, token) = await KeepAsync(Payer.Good);
        var order = await payer.CaptureAsync();
        var erased = new JsonObject { ["userId"] = $"{payer.User}", ["erasedAt"] = "2026-01-01T00:00:00Z" };
        await shop.Users.PublishEventAsync("user-erased.v1", $"{payer.User}", erased.ToJsonString());

        await ForgottenAsync(token);
        Assert.Empty(await ListAsync(payer));
        Assert.Equal(0L, await shop.ScalarAsync<long>($"select count(*) from payments where user_id = '{payer.User}' and token is not null"));
        Assert.Equal(100m, await shop.BalanceAsync(order));
        await payer.RefundAsync(order, Guid.CreateVersion7(), 40m);
        await shop.SaidAsync("payment-refunded", order);
        Assert.Equal(60m, await shop.BalanceAsync(order));
    }

    [Fact]
    public async Task An_erasure_that_the_broker_lost_is_heard_of_from_user_services_log()
    {
        var (_, token) = await KeepAsync(Payer.Good);
        shop.Tokens.EventLog.Say("user-erased.v1", $"{payer.User}", new() { ["userId"] = $"{payer.User}", ["erasedAt"] = "2026-01-01T00:00:00Z" });

        await ForgottenAsync(token);
    }

    [Fact]
    public async Task Who_left_can_keep_no_card_with_a_token_from_before()
    {
        var (_, before) = await KeepAsync(Payer.Good);
        shop.Tokens.EventLog.Say("user-erased.v1", $"{payer.User}", new() { ["userId"] = $"{payer.User}", ["erasedAt"] = "2026-01-01T00:00:00Z" });
        await ForgottenAsync(before);

        var card = Payer.Card(Payer.Good);
        card["save"] = true;
        var (status, body) = await payer.PostCardAsync(card);
        Assert.Equal((403, "account-erased"), (status, ((string)body["type"]!).Split(':')[^1]));
        Assert.Empty(await ListAsync(payer));
        await Eventually.Async(
            async () => await shop.ScalarAsync<long>($"""
                select (select count(*) from payment_methods where user_id = '{payer.User}') + (select count(*) from simulated_provider.methods where owner = '{payer.User}')
                """) == 0,
            "the provider forgets it, too");
    }

    [Fact]
    public async Task The_simulated_provider_takes_no_token_in_place_of_a_card()
    {
        var (status, body) = await payer.PostCardAsync(new JsonObject { ["token"] = "pm_card_visa" });

        Assert.Equal(400, status);
        Assert.NotNull(body["errors"]!["token"]);
    }

    private Task ForgottenAsync(string token) => Eventually.Async(
        async () => await shop.ScalarAsync<long>($"""
            select (select count(*) from payment_methods where token = '{token}') + (select count(*) from simulated_provider.methods where token = '{token}')
            """) == 0,
        "the token is forgotten on both sides");

    private async Task<(string Id, string Token)> KeepAsync(string number)
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
