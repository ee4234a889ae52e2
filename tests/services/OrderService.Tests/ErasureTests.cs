using System.Text.Json.Nodes;
using Ecommerce.Conformance;
using Ecommerce.Testing;

namespace Ecommerce.OrderService.Tests;

[Collection(OrderShopCollection.Name)]
public sealed class ErasureTests(OrderShop shop)
{
    private Shopper Clerk => shop.Shopper(null, "orders:write", "orders:read");

    [Fact]
    public async Task Erasure_removes_personal_data_and_keeps_amounts_and_lines()
    {
        var shopper = shop.Shopper();
        var order = await shopper.ReceiveAsync(shop, Shopper.Checkout(("TENT", 2)));
        var back = JsonNode.Parse("""{ "lines": [{ "sku": "TENT", "quantity": 1 }], "reason": "Ada Lovelace is too tall" }""");
        Assert.Equal(201, (await shopper.PostAsync($"/orders/{order}/returns", back, Shopper.NewKey())).Status);
        var announced = (await Clerk.GetAsync($"/orders/{order}")).Body!["returns"]![0]!["id"];
        foreach (var (path, body) in new[]
        {
            ($"returns/{announced}/reject", """{ "reason": "Ada Lovelace wore it" }"""),
            ("refund", """{ "amount": 1, "reason": "Ada Lovelace was kind" }"""),
        })
            Assert.InRange((await Clerk.PostAsync($"/orders/{order}/{path}", JsonNode.Parse(body), Shopper.NewKey())).Status, 200, 202);
        var bystander = await shop.Shopper().ReceiveAsync(shop, Shopper.Checkout(("TENT", 2)));
        await shop.Topics.ErasedAsync(shopper.User);
        await ErasedAsync(order);

        var shown = (await Clerk.GetAsync($"/orders/{order}")).Body!;
        Assert.Equal(
            ("[erased]", "[erased]", "[erased]", "[erased]", "GB"),
            (
                Address(shown, "name"), Address(shown, "street"), Address(shown, "city"), Address(shown, "postalCode"),
                Address(shown, "country")));
        Assert.Equal((39.98m, 2), ((decimal)shown["total"]!["amount"]!, (int)shown["lines"]![0]!["quantity"]!));
        Assert.Equal("[erased]", (string)shown["returns"]![0]!["reason"]!);
        Assert.Equal("[erased]", (string)shown["returns"]![0]!["rejectionReason"]!);
        Assert.DoesNotContain("Ada", (await Clerk.GetAsync($"/orders/{order}/history")).Text, StringComparison.Ordinal);
        var note = await Clerk.PostAsync($"/orders/{order}/notes", JsonNode.Parse("""{ "text": "Ada" }"""), Shopper.NewKey());
        Assert.Equal((409, "urn:ecommerce:problem:order-erased"), (note.Status, note.Type));
        Assert.Equal("", await shop.ScalarAsync<string>("SELECT payment_token FROM orders WHERE id = @id", ("id", order)));
        Assert.Equal(
            0L, await shop.ScalarAsync<long>("SELECT count(*) FROM idempotency_keys WHERE user_id = @user", ("user", shopper.User)));
        Assert.Equal("Ada", Address((await Clerk.GetAsync($"/orders/{bystander}")).Body!, "name"));
    }

    [Fact]
    public async Task Erasure_keeps_the_address_until_the_order_is_shipped()
    {
        var shopper = shop.Shopper();
        var order = await shopper.ConfirmAsync(shop, Shopper.Checkout(("TENT", 2)));
        var cancelled = await shopper.PlaceAsync();
        await shop.Topics.ReservationFailedAsync(cancelled);
        await shopper.BecomesAsync(cancelled, "Cancelled");
        await shop.Topics.ErasedAsync(shopper.User);
        await ErasedAsync(cancelled);
        Assert.Equal("1 Main Street", Address((await Clerk.GetAsync($"/orders/{order}")).Body!, "street"));

        Assert.Equal(
            200,
            (await Clerk.PostAsync(
                $"/orders/{order}/ship", JsonNode.Parse("""{ "carrier": "DHL", "trackingNumber": "1" }"""), Shopper.NewKey())).Status);
        await ErasedAsync(order);
        await Eventually.Async(
            () => shop.ScalarAsync<bool>(
                "SELECT NOT EXISTS (SELECT FROM erasures WHERE user_id = @user)", ("user", shopper.User)), "nothing is left to erase");
    }

    [Fact]
    public async Task Erasure_lost_by_the_broker_is_backfilled_from_the_event_log()
    {
        var shopper = shop.Shopper();
        var order = await shopper.ReceiveAsync(shop, Shopper.Checkout(("TENT", 2)));
        shop.Tokens.EventLog.Say(
            "user-erased.v1", $"{shopper.User}", new() { ["userId"] = $"{shopper.User}", ["erasedAt"] = "2026-01-01T00:00:00Z" });

        await ErasedAsync(order);
    }

    [Fact]
    public async Task Order_that_cannot_be_erased_is_counted_and_holds_up_no_other()
    {
        var (unlucky, lucky) = (shop.Shopper(), shop.Shopper());
        var (spoiled, order) = (await unlucky.ReceiveAsync(shop, Shopper.Checkout(("TENT", 2))), await CancelledAsync(lucky));
        await shop.ScalarAsync<Guid>("UPDATE orders SET returns = '{}' WHERE id = @id RETURNING id", ("id", spoiled));
        foreach (var user in (Guid[])[unlucky.User, lucky.User])
            await shop.ScalarAsync<Guid>(
                "INSERT INTO erasures (user_id, erased_at) VALUES (@user, '2026-01-01T00:00:00Z') RETURNING user_id", ("user", user));

        try
        {
            await ErasedAsync(order);
            await Eventually.Async(
                async () => PrometheusPage.Read(await shop.Replica.Client.GetStringAsync("/metrics"))
                    .Of("ecommerce_background_rows_quarantined_total")
                    .Any(sample => sample.Labels["worker"] == "ErasureWorker" && sample.Value >= 1),
                "it is counted");
        }
        finally
        {
            // Others list all orders.
            await shop.ScalarAsync<Guid>("UPDATE orders SET returns = '[]' WHERE id = @id RETURNING id", ("id", spoiled));
        }
    }

    private async Task<Guid> CancelledAsync(Shopper shopper)
    {
        var order = await shopper.PlaceAsync();
        await shop.Topics.ReservationFailedAsync(order);
        await shopper.BecomesAsync(order, "Cancelled");
        return order;
    }

    private Task ErasedAsync(Guid order) => Eventually.Async(
        () => shop.ScalarAsync<bool>("SELECT erased_at IS NOT NULL FROM orders WHERE id = @id", ("id", order)), $"order {order} is erased");

    private static string Address(JsonNode order, string member) => (string)order["shippingAddress"]![member]!;
}
