using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.NotificationService.Tests;

[Collection(NotificationShopCollection.Name)]
public sealed class NeighbourOutageTests(NotificationShop shop)
{
    [Fact]
    public async Task Service_token_is_cached_and_renewed_when_rejected()
    {
        var ada = Person.New(shop);
        await ada.RegisterAsync();
        await shop.MailsAsync(ada.Email);
        var before = shop.Users.TokensIssued;
        await ada.ConfirmAsync(Guid.CreateVersion7());
        await shop.MailsAsync(ada.Email, 2);
        Assert.Equal(before, shop.Users.TokensIssued);

        shop.Users.ForgetTokens();
        await ada.ConfirmAsync(Guid.CreateVersion7());

        await shop.MailsAsync(ada.Email, 3);
        Assert.Equal(before + 1, shop.Users.TokensIssued);
    }

    [Fact]
    public async Task Event_lost_by_the_broker_sends_one_mail()
    {
        var (ada, id) = (Person.New(shop), Guid.CreateVersion7());
        shop.Users.EventLog.Say(
            "user-registered.v1", $"{ada.Id}", new JsonObject { ["userId"] = $"{ada.Id}", ["registeredAt"] = "2026-01-01T00:00:00Z" }, id);
        await shop.MailsAsync(ada.Email);
        // The broker delivers it later.
        await ada.RegisterAsync(id);
        await shop.SettledAsync(
            "users.v1", "password-changed", ada.Id, new() { ["userId"] = $"{ada.Id}", ["changedAt"] = "2026-01-01T00:00:00Z" });

        Assert.Equal(2, (await shop.MailsAsync(ada.Email, 2)).Count);
        // A process of a later test would backfill it too.
        shop.Users.EventLog.Clear();
    }

    [Fact]
    public async Task Message_waits_while_user_service_is_unavailable()
    {
        var ada = Person.New(shop);
        shop.Users.IsAway = true;
        try
        {
            await ada.RegisterAsync();
            await Eventually.Async(
                async () => (await shop.StatusesAsync(ada.Id, "welcome")) is ["Pending user-service-away"], "it waits",
                TimeSpan.FromSeconds(30));
        }
        finally
        {
            shop.Users.IsAway = false;
        }

        Assert.Single(await shop.MailsAsync(ada.Email));
    }
}
