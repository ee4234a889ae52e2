using System.Net;
using System.Text.Json.Nodes;

namespace Ecommerce.NotificationService.Tests;

[Collection(NotificationShopCollection.Name)]
public sealed class StockAlertTests(NotificationShop shop)
{
    [Fact]
    public async Task Who_waits_for_a_SKU_is_told_once_when_it_is_back()
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
    public async Task Stock_that_comes_late_with_an_older_version_rings_for_nobody()
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
    public async Task A_product_that_is_not_shown_rings_when_it_is()
    {
        var (shelf, ada) = (await Shelf.StockedAsync(shop, 0), Person.New(shop));
        await AskAsync(ada, shelf.Sku);
        await shelf.ChangeAsync(3, available: 5, stockVersion: 2, published: false);
        // An older word about the product changes nothing.
        await shop.HandledAsync(await shelf.ChangeAsync(2, available: 5, stockVersion: 2));
        Assert.Empty(await shop.StatusesAsync(ada.Id, "back-in-stock"));

        await shelf.ChangeAsync(4, available: 5, stockVersion: 2);
        await shop.StatusAsync(ada.Id, "back-in-stock", "Sent");
    }

    [Fact]
    public async Task Nobody_waits_for_what_is_there_or_unknown_or_gone()
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
    public async Task An_alert_is_its_owners_to_take_back()
    {
        var (shelf, ada, eve) = (await Shelf.StockedAsync(shop, 0), Person.New(shop), Person.New(shop));
        await AskAsync(ada, shelf.Sku);

        Assert.Equal(HttpStatusCode.NotFound, (await eve.CallAsync(HttpMethod.Delete, $"stock-alerts/{shelf.Sku}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await ada.CallAsync(HttpMethod.Delete, $"stock-alerts/{shelf.Sku}")).Status);
        await shop.HandledAsync(await shelf.StockAsync(3, version: 2));
        Assert.Empty(await shop.StatusesAsync(ada.Id, "back-in-stock"));
    }

    [Fact]
    public async Task An_address_that_nobody_proved_gets_no_advertising()
    {
        var (shelf, ada) = (await Shelf.StockedAsync(shop, 0), Person.New(shop, verified: false));
        await AskAsync(ada, shelf.Sku);
        await shelf.StockAsync(3, version: 2);

        await shop.StatusAsync(ada.Id, "back-in-stock", "Suppressed address-not-verified");
    }

    [Fact]
    public async Task A_cart_that_was_left_alone_is_remembered_unless_its_owner_has_bought_since()
    {
        var (shelf, ada, bob) = (await Shelf.StockedAsync(shop, 3), Person.New(shop), Person.New(shop));
        await bob.PlaceAsync(Guid.CreateVersion7(), at: "2026-01-02T00:00:00Z");
        await AbandonAsync(ada, shelf.Sku);
        await AbandonAsync(bob, shelf.Sku);

        var mail = Assert.Single(await shop.MailsAsync(ada.Email));
        Assert.Contains("2 x Tent <Fjord>  2,399.00 EUR", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("gone-sku", mail.Text, StringComparison.Ordinal);
        await shop.StatusAsync(bob.Id, "abandoned-cart", "Suppressed bought-since");
    }

    private static async Task<HttpStatusCode> AskAsync(Person person, string sku)
        => (await person.CallAsync(HttpMethod.Post, "stock-alerts", new { sku })).Status;

    private Task<Guid> AbandonAsync(Person person, string sku) => shop.SayAsync("carts.v1", "cart-abandoned", person.Id, new()
    {
        ["userId"] = $"{person.Id}", ["version"] = 3, ["changedAt"] = "2026-01-01T00:00:00Z",
        ["lines"] = new JsonArray(
            new JsonObject { ["sku"] = sku, ["quantity"] = 2 }, new JsonObject { ["sku"] = "gone-sku", ["quantity"] = 1 }),
    });
}
