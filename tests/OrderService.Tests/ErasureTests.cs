using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.OrderService.Tests;

[Collection(OrderShopCollection.Name)]
public sealed class ErasureTests(OrderShop shop)
{
    private Shopper Clerk => shop.Shopper(null, "orders:write", "orders:read");

    [Fact]
    public async Task An_erased_persons_orders_lose_the_person_and_keep_what_the_books_need()
    {
        var shopper = shop.Shopper();
        var order = await shopper.ReceiveAsync(shop, Shopper.Checkout(("TENT", 2)));
        var back = JsonNode.Parse("""{ "lines": [{ "sku": "TENT", "quantity": 1 }], "reason": "Ada Lovelace is too tall" }""");
        Assert.Equal(201, (await shopper.PostAsync($"/orders/{order}/returns", back, Shopper.NewKey())).Status);
        var bystander = await shop.Shopper().ReceiveAsync(shop, Shopper.Checkout(("TENT", 2)));
        await shop.Topics.ErasedAsync(shopper.User);
        await ErasedAsync(order);

        var shown = (await Clerk.GetAsync($"/orders/{order}")).Body!;
        Assert.Equal(
            ("[erased]", "[erased]", "[erased]", "[erased]", "GB"),
            (Address(shown, "name"), Address(shown, "street"), Address(shown, "city"), Address(shown, "postalCode"), Address(shown, "country")));
        Assert.Equal((39.98m, 2), ((decimal)shown["total"]!["amount"]!, (int)shown["lines"]![0]!["quantity"]!));
        Assert.Equal("[erased]", (string)shown["returns"]![0]!["reason"]!);
        Assert.Equal("", await shop.ScalarAsync<string>("select payment_token from orders where id = @id", ("id", order)));
        Assert.Equal(0L, await shop.ScalarAsync<long>("select count(*) from idempotency_keys where user_id = @user", ("user", shopper.User)));
        Assert.Equal("Ada", Address((await Clerk.GetAsync($"/orders/{bystander}")).Body!, "name"));
    }

    [Fact]
    public async Task An_order_that_is_still_to_ship_keeps_its_address_until_it_has()
    {
        var shopper = shop.Shopper();
        var order = await shopper.ConfirmAsync(shop, Shopper.Checkout(("TENT", 2)));
        var cancelled = await shopper.PlaceAsync();
        await shop.Topics.ReservationFailedAsync(cancelled);
        await shopper.BecomesAsync(cancelled, "Cancelled");
        await shop.Topics.ErasedAsync(shopper.User);
        await ErasedAsync(cancelled);
        Assert.Equal("1 Main Street", Address((await Clerk.GetAsync($"/orders/{order}")).Body!, "street"));

        Assert.Equal(200, (await Clerk.PostAsync($"/orders/{order}/ship", JsonNode.Parse("""{ "carrier": "DHL", "trackingNumber": "1" }"""), Shopper.NewKey())).Status);
        await ErasedAsync(order);
        await Eventually.Async(
            () => shop.ScalarAsync<bool>("select not exists (select from erasures where user_id = @user)", ("user", shopper.User)), "nothing is left to erase");
    }

    [Fact]
    public async Task An_erasure_that_the_broker_lost_is_heard_of_from_user_services_log()
    {
        var shopper = shop.Shopper();
        var order = await shopper.ReceiveAsync(shop, Shopper.Checkout(("TENT", 2)));
        shop.Tokens.EventLog.Say("user-erased.v1", $"{shopper.User}", new() { ["userId"] = $"{shopper.User}", ["erasedAt"] = "2026-01-01T00:00:00Z" });

        await ErasedAsync(order);
    }

    private Task ErasedAsync(Guid order) => Eventually.Async(
        () => shop.ScalarAsync<bool>("select erased_at is not null from orders where id = @id", ("id", order)), $"order {order} is erased");

    private static string Address(JsonNode order, string member) => (string)order["shippingAddress"]![member]!;
}
