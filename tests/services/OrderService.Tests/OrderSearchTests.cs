using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Infrastructure.Postgres;

namespace Ecommerce.OrderService.Tests;

[Collection(OrderShopCollection.Name)]
public sealed class OrderSearchTests(OrderShop shop)
{
    private Shopper Clerk => shop.Shopper(null, "orders:write", "orders:read");

    [Fact]
    public async Task Search_by_each_field_returns_the_matching_order_only()
    {
        var (shopper, tracking) = (shop.Shopper(), $"TRACK-{Guid.CreateVersion7():N}");
        var order = await DeliveredAsync(shopper, "DHL", tracking);
        var placed = (string)(await shopper.GetAsync($"/orders/{order}")).Body!["createdAt"]!;
        var earlier = Uri.EscapeDataString(DateTimeOffset.Parse(placed, null).AddMilliseconds(-1).ToString("O"));
        var same = Uri.EscapeDataString(placed);

        foreach (var query in new[]
        {
            $"q={tracking}", $"q={order}", $"q={OrderNumber.Of(order)}", $"q={OrderNumber.Of(order).ToLowerInvariant()}",
            $"q={OrderNumber.Of(order).Replace("-", "", StringComparison.Ordinal)}", $"q={$"{order}"[..20]}",
            $"userId={shopper.User}", "status=Shipped", "sku=RARE-1", "minTotal=39.98",
            $"from={same}", $"userId={shopper.User}&status=Shipped&sku=RARE-1&from={earlier}&minTotal=1",
        })
            Assert.True((await FoundAsync(query)).Contains($"{order}"), query);
        string[] others =
        [
            "q=TRACK-0", "q=0000-0000", "q=ffff0000", $"userId={Guid.CreateVersion7()}", "status=Placed", "sku=RARE", "minTotal=1000",
            $"to={same}",
        ];
        foreach (var query in others)
            Assert.False((await FoundAsync(query)).Contains($"{order}"), query);
    }

    [Fact]
    public async Task Filters_of_a_shopper_return_own_orders_only()
    {
        var other = await shop.Shopper().PlaceAsync();
        var shopper = shop.Shopper();
        var own = await shopper.PlaceAsync();

        var found = (await shopper.GetAsync($"/orders?q={$"{other}"[..4]}&userId={Guid.CreateVersion7()}&sku=TENT&limit=100")).Text;
        Assert.DoesNotContain($"{other}", found, StringComparison.Ordinal);
        Assert.Contains($"{own}", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shopper_finds_an_own_order_by_its_number_and_no_other()
    {
        var (own, others) = (await shop.Shopper().PlaceAsync(), shop.Shopper());
        await others.PlaceAsync();

        Assert.Empty((await others.GetAsync($"/orders?q={OrderNumber.Of(own)}")).Body!["items"]!.AsArray());
    }

    [Fact]
    public async Task New_orders_do_not_shift_the_pages_of_a_search()
    {
        var shopper = shop.Shopper();
        var placed = new List<string>();
        for (var i = 0; i < 4; i++)
            placed.Insert(0, $"{await shopper.PlaceAsync()}");
        var first = (await Clerk.GetAsync($"/orders?all=true&userId={shopper.User}&limit=2")).Body!;
        await shopper.PlaceAsync();
        var second = (await Clerk.GetAsync($"/orders?all=true&userId={shopper.User}&limit=2&after={(string)first["next"]!}")).Body!;

        Assert.Equal(placed, first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(item => (string)item!["id"]!));
        Assert.Null(second["next"]);
    }

    [Fact]
    public async Task Csv_export_returns_matching_orders_with_formulas_escaped()
    {
        var shopper = shop.Shopper();
        var placed = await shopper.PlaceAsync();
        var shipped = await DeliveredAsync(shopper, "=HYPERLINK(\"x\")", "a,b");
        using var response = await shop.Replica.Client.SendAsync(Clerk.Request(HttpMethod.Get, $"/orders/export?userId={shopper.User}"));
        var lines = (await response.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");

        Assert.Equal(("text/csv", 3), (response.Content.Headers.ContentType?.MediaType, lines.Length));
        Assert.StartsWith("id,status,userId,createdAt,country,currency,subtotal,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{shipped},Shipped,{shopper.User},", lines[1], StringComparison.Ordinal);
        Assert.Contains(
            ",GB,EUR,39.98,0.00,,0.00,0.00,0.00,39.98,0,2,RARE-1,\"'=HYPERLINK(\"\"x\"\")\",\"a,b\",", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"{placed},", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain("Main Street", lines[1], StringComparison.Ordinal);
        Assert.Equal(403, (await shopper.GetAsync("/orders/export")).Status);
        Assert.Equal(400, (await Clerk.GetAsync("/orders/export?status=Lost")).Status);
    }

    [Theory]
    [InlineData("0199c0de", "0199c0de-0000-0000-0000-000000000000", "0199c0de-ffff-ffff-ffff-ffffffffffff")]
    [InlineData("0199c0de-12", "0199c0de-1200-0000-0000-000000000000", "0199c0de-12ff-ffff-ffff-ffffffffffff")]
    [InlineData("019", null, null)]
    [InlineData("JD01", null, null)]
    public void Prefix_of_an_id_becomes_a_range_of_ids(string text, string? low, string? high)
        => Assert.Equal(low is null ? null : new IdRange(Guid.Parse(low), Guid.Parse(high!)), IdRange.StartingWith(text));

    [Fact]
    public void Ids_of_a_period_are_within_its_range()
    {
        var at = new DateTimeOffset(2026, 5, 1, 12, 0, 0, 123, TimeSpan.Zero);
        var range = IdRange.Between(at, at);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.InRange($"{Guid.CreateVersion7(at)}", $"{range.Low}", $"{range.High}"));
        Assert.True(string.CompareOrdinal($"{Guid.CreateVersion7(at.AddMilliseconds(-1))}", $"{range.Low}") < 0);
        Assert.True(string.CompareOrdinal($"{Guid.CreateVersion7(at.AddMilliseconds(1))}", $"{range.High}") > 0);
    }

    private async Task<Guid> DeliveredAsync(Shopper shopper, string carrier, string tracking)
    {
        var order = await shopper.ConfirmAsync(shop, Shopper.Checkout(("RARE-1", 2)));
        var ship = new JsonObject { ["carrier"] = carrier, ["trackingNumber"] = tracking };
        Assert.Equal(200, (await Clerk.PostAsync($"/orders/{order}/ship", ship, Shopper.NewKey())).Status);
        return order;
    }

    private async Task<IEnumerable<string>> FoundAsync(string query)
    {
        var answer = await Clerk.GetAsync($"/orders?all=true&limit=100&{query}");
        Assert.True(answer.Status == 200, $"{query}: {answer.Text}");
        return answer.Body!["items"]!.AsArray().Select(item => (string)item!["id"]!);
    }
}
