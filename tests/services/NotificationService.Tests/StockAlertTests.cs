using System.Net;
using System.Text.Json.Nodes;

namespace Ecommerce.NotificationService.Tests;

[Collection(NotificationShopCollection.Name)]
public sealed class StockAlertTests(NotificationShop shop)
{
    [Fact]
    public async Task Stock_alert_is_sent_once_when_sku_is_back()
    {
        var (shelf, ada) = (await Shelf.StockedAsync(shop, 0), Person.New(shop));
        Assert.Equal(HttpStatusCode.Created, await AskAsync(ada, shelf.Sku));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(ada, shelf.Sku));
        var (_, alerts) = await ada.CallAsync(HttpMethod.Get, "stock-alerts");
        Assert.Equal((shelf.Sku, "Tent <Fjord>"), ((string?)alerts!["items"]![0]!["sku"], (string?)alerts["items"]![0]!["name"]));

        await shelf.StockAsync(3, version: 2);
        var mail = Assert.Single(await shop.MailsAsync(ada.Email));
        await shelf.StockAsync(0, version: 3);
        await shop.HandledAsync(await shelf.StockAsync(5, version: 4));

        Assert.Equal("Tent <Fjord> is back in stock", mail.Subject);
        Assert.Contains($"https://shop.example/products/{shelf.Product}", mail.Text, StringComparison.Ordinal);
        await shop.StatusAsync(ada.Id, "back-in-stock", "Sent");
        Assert.Empty((await ada.CallAsync(HttpMethod.Get, "stock-alerts")).Body!["items"]!.AsArray());
    }

    [Fact]
    public async Task Outdated_stock_event_sends_no_alert()
    {
        var (shelf, ada) = (await Shelf.StockedAsync(shop, 0), Person.New(shop));
        await shop.HandledAsync(await shelf.StockAsync(0, version: 9));
        await AskAsync(ada, shelf.Sku);
        await shelf.StockAsync(7, version: 8);
        await shop.HandledAsync(await shelf.ChangeAsync(2, available: 7, stockVersion: 7));

        Assert.Empty(await shop.StatusesAsync(ada.Id, "back-in-stock"));
        await shelf.ChangeAsync(3, available: 7, stockVersion: 10);
        await shop.StatusAsync(ada.Id, "back-in-stock", "Sent");
    }

    [Fact]
    public async Task Unpublished_product_sends_alert_when_published()
    {
        var (shelf, ada) = (await Shelf.StockedAsync(shop, 0), Person.New(shop));
        await AskAsync(ada, shelf.Sku);
        await shelf.ChangeAsync(3, available: 5, stockVersion: 2, published: false);
        // An older version of the product changes nothing.
        await shop.HandledAsync(await shelf.ChangeAsync(2, available: 5, stockVersion: 2));
        Assert.Empty(await shop.StatusesAsync(ada.Id, "back-in-stock"));

        await shelf.ChangeAsync(4, available: 5, stockVersion: 2);
        await shop.StatusAsync(ada.Id, "back-in-stock", "Sent");
    }

    [Fact]
    public async Task Alert_for_available_unknown_or_withdrawn_sku_is_rejected()
    {
        var (there, gone, ada) = (await Shelf.StockedAsync(shop, 1), await Shelf.StockedAsync(shop, 0), Person.New(shop));
        await shop.HandledAsync(await gone.DeleteAsync(2));

        Assert.Equal(HttpStatusCode.Conflict, await AskAsync(ada, there.Sku));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(ada, gone.Sku));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(ada, "no-such-sku"));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(ada, ""));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync(ada, new string('x', 65)));
    }

    [Fact]
    public async Task Alert_is_removed_by_its_owner_only()
    {
        var (shelf, ada, eve) = (await Shelf.StockedAsync(shop, 0), Person.New(shop), Person.New(shop));
        await AskAsync(ada, shelf.Sku);

        Assert.Equal(HttpStatusCode.NotFound, (await eve.CallAsync(HttpMethod.Delete, $"stock-alerts/{shelf.Sku}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await ada.CallAsync(HttpMethod.Delete, $"stock-alerts/{shelf.Sku}")).Status);
        await shop.HandledAsync(await shelf.StockAsync(3, version: 2));
        Assert.Empty(await shop.StatusesAsync(ada.Id, "back-in-stock"));
    }

    [Fact]
    public async Task Alert_of_an_unverified_account_says_so_and_is_sent_when_the_address_is_verified()
    {
        var (shelf, ada, bob) = (await Shelf.StockedAsync(shop, 0), Person.New(shop, verified: false), Person.New(shop));
        var (status, asked) = await ada.CallAsync(HttpMethod.Post, "stock-alerts", new { shelf.Sku });
        Assert.Equal((HttpStatusCode.Created, true), (status, (bool)asked!["awaitsVerification"]!));
        var (_, again) = await ada.CallAsync(HttpMethod.Post, "stock-alerts", new { shelf.Sku });
        Assert.True((bool)again!["awaitsVerification"]!);
        Assert.False((bool)(await bob.CallAsync(HttpMethod.Post, "stock-alerts", new { shelf.Sku })).Body!["awaitsVerification"]!);

        await shelf.StockAsync(3, version: 2);
        await shop.StatusAsync(ada.Id, "back-in-stock", "Pending address-not-verified");
        Assert.Empty(shop.Mail.To(ada.Email));

        shop.Users.Verify(ada.Id);
        await ada.PublishAsync("email-verified", new() { ["verifiedAt"] = "2026-01-01T00:00:00Z" });

        Assert.Equal("Tent <Fjord> is back in stock", Assert.Single(await shop.MailsAsync(ada.Email)).Subject);
        await shop.StatusAsync(ada.Id, "back-in-stock", "Sent");
    }

    [Fact]
    public async Task Alert_is_accepted_while_it_is_not_known_whether_the_address_is_verified()
    {
        var (shelf, ada) = (await Shelf.StockedAsync(shop, 0), Person.New(shop));
        shop.Users.Remove(ada.Id);

        var (status, asked) = await ada.CallAsync(HttpMethod.Post, "stock-alerts", new { shelf.Sku });

        Assert.Equal((HttpStatusCode.Created, null), (status, asked!["awaitsVerification"]));
    }

    [Fact]
    public async Task Unverified_address_receives_no_marketing()
    {
        var (shelf, ada) = (await Shelf.StockedAsync(shop, 3), Person.New(shop, verified: false));
        await AbandonAsync(ada, shelf.Sku);

        await shop.StatusAsync(ada.Id, "abandoned-cart", "Suppressed address-not-verified");
    }

    [Fact]
    public async Task Abandoned_cart_sends_reminder_unless_its_owner_has_ordered()
    {
        var (shelf, ada, bob) = (await Shelf.StockedAsync(shop, 3), Person.New(shop), Person.New(shop));
        // Events of orders and of carts are not ordered among each other.
        await shop.HandledAsync(await bob.PlaceAsync(Guid.CreateVersion7(), at: "2026-01-02T00:00:00Z"));
        await AbandonAsync(ada, shelf.Sku);
        await AbandonAsync(bob, shelf.Sku);

        var mail = Assert.Single(await shop.MailsAsync(ada.Email));
        Assert.Contains("2 x Tent <Fjord>  2,399.00 EUR", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("gone-sku", mail.Text, StringComparison.Ordinal);
        await shop.StatusAsync(bob.Id, "abandoned-cart", "Suppressed bought-since");
    }

    [Fact]
    public async Task Staff_see_who_was_reminded_of_a_cart_and_whether_they_bought_after()
    {
        var (shelf, ada, bob) = (await Shelf.StockedAsync(shop, 3), Person.New(shop), Person.New(shop));
        await AbandonAsync(ada, shelf.Sku);
        await AbandonAsync(bob, shelf.Sku);
        await shop.StatusAsync(ada.Id, "abandoned-cart", "Sent");
        await shop.StatusAsync(bob.Id, "abandoned-cart", "Sent");
        await shop.HandledAsync(await ada.PlaceAsync(Guid.CreateVersion7(), at: "2045-01-02T00:00:00Z"));

        var staff = Person.New(shop);
        var (status, page) = await staff.CallAsync(HttpMethod.Get, "cart-reminders?limit=2", null, "orders:read");
        Assert.Equal(HttpStatusCode.OK, status);
        var bought = page!["items"]!.AsArray().ToDictionary(
            one => Guid.Parse((string)one!["userId"]!), one => ((string)one!["status"]!, (DateTimeOffset?)one["boughtAt"]));
        Assert.Equal(("Sent", new DateTimeOffset(2045, 1, 2, 0, 0, 0, TimeSpan.Zero)), bought[ada.Id]);
        Assert.Equal(("Sent", null), bought[bob.Id]);
        var (_, older) = await staff.CallAsync(HttpMethod.Get, $"cart-reminders?userId={ada.Id}", null, "orders:read");
        Assert.Equal($"{ada.Id}", (string?)Assert.Single(older!["items"]!.AsArray())!["userId"]);

        Assert.Equal(HttpStatusCode.Forbidden, (await staff.CallAsync(HttpMethod.Get, "cart-reminders")).Status);
        var (wrong, _) = await staff.CallAsync(HttpMethod.Get, "cart-reminders?limit=0", null, "orders:read");
        Assert.Equal(HttpStatusCode.BadRequest, wrong);
    }

    [Fact]
    public async Task Message_that_cannot_be_read_is_counted_and_holds_up_no_other()
    {
        var (ada, bob) = (Person.New(shop), Person.New(shop));
        await shop.QueryAsync<Guid>($$"""
            INSERT INTO messages (id, cause, kind, channel, user_id, data, status, due_at, not_after, created_at)
            VALUES (gen_random_uuid(), 'event:{{ada.Id}}', 'abandoned-cart', 'email', '{{ada.Id}}', '{"cartChangedAt":"never"}', 'Pending',
                '2026-01-01', now() + interval '1 day', now()) RETURNING id
            """);

        await bob.RegisterAsync();
        await shop.MailsAsync(bob.Email);
        await shop.CountsAsync("MessageSendingWorker");
        await shop.QueryAsync<Guid>($"DELETE FROM messages WHERE user_id = '{ada.Id}' RETURNING id");
    }

    private static async Task<HttpStatusCode> AskAsync(Person person, string sku)
        => (await person.CallAsync(HttpMethod.Post, "stock-alerts", new { sku })).Status;

    private Task<Guid> AbandonAsync(Person person, string sku) => shop.PublishAsync("carts.v1", "cart-abandoned", person.Id, new()
    {
        ["userId"] = $"{person.Id}", ["version"] = 3, ["changedAt"] = "2026-01-01T00:00:00Z",
        ["lines"] = new JsonArray(
            new JsonObject { ["sku"] = sku, ["quantity"] = 2 }, new JsonObject { ["sku"] = "gone-sku", ["quantity"] = 1 }),
    });
}
