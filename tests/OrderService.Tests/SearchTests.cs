using System.Text.Json.Nodes;
using Ecommerce.OrderService.Search;

namespace Ecommerce.OrderService.Tests;

[Collection(OrderShopCollection.Name)]
public sealed class SearchTests(OrderShop shop)
{
    private Shopper Clerk => shop.Shopper(null, "orders:write", "orders:read");

    [Fact]
    public async Task An_order_is_found_by_each_of_its_marks_and_not_by_anothers()
    {
        var (shopper, tracking) = (shop.Shopper(), $"TRACK-{Guid.CreateVersion7():N}");
        var order = await DeliveredAsync(shopper, "DHL", tracking);
        var placed = (string)(await shopper.GetAsync($"/orders/{order}")).Body!["createdAt"]!;
        var earlier = Uri.EscapeDataString(DateTimeOffset.Parse(placed, null).AddMilliseconds(-1).ToString("O"));
        var same = Uri.EscapeDataString(placed);

        foreach (var query in new[]
        {
            $"q={tracking}", $"q={order}", $"q={$"{order}"[..20]}", $"userId={shopper.User}", "status=Shipped", "sku=RARE-1", "minTotal=39.98",
            $"from={same}", $"userId={shopper.User}&status=Shipped&sku=RARE-1&from={earlier}&minTotal=1",
        })
            Assert.True((await FoundAsync(query)).Contains($"{order}"), query);
        foreach (var query in new[] { "q=TRACK-0", "q=ffff0000", $"userId={Guid.CreateVersion7()}", "status=Placed", "sku=RARE", "minTotal=1000", $"to={same}" })
            Assert.False((await FoundAsync(query)).Contains($"{order}"), query);
    }

    [Fact]
    public async Task A_shoppers_own_list_stays_the_shoppers_own_whatever_is_asked()
    {
        var other = await shop.Shopper().PlaceAsync();
        var shopper = shop.Shopper();
        var own = await shopper.PlaceAsync();

        var found = (await shopper.GetAsync($"/orders?q={$"{other}"[..4]}&userId={Guid.CreateVersion7()}&sku=TENT&limit=100")).Text;
        Assert.DoesNotContain($"{other}", found, StringComparison.Ordinal);
        Assert.Contains($"{own}", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_a_search_stay_what_they_are_while_orders_come_in()
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
    public async Task An_export_is_a_table_of_what_fits_that_no_spreadsheet_takes_for_a_formula()
    {
        var shopper = shop.Shopper();
        var placed = await shopper.PlaceAsync();
        var shipped = await DeliveredAsync(shopper, "=HYPERLINK(\"x\")", "a,b");
        using var response = await shop.Replica.Client.SendAsync(Clerk.Request(HttpMethod.Get, $"/orders/export?userId={shopper.User}"));
        var lines = (await response.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");

        Assert.Equal(("text/csv", 3), (response.Content.Headers.ContentType?.MediaType, lines.Length));
        Assert.StartsWith("id,status,userId,createdAt,country,currency,subtotal,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{shipped},Shipped,{shopper.User},", lines[1], StringComparison.Ordinal);
        Assert.Contains(",GB,EUR,39.98,0.00,,0.00,0.00,0.00,39.98,0,2,RARE-1,\"'=HYPERLINK(\"\"x\"\")\",\"a,b\",", lines[1], StringComparison.Ordinal);
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
    public void An_ids_beginning_is_a_range_of_ids(string text, string? low, string? high)
        => Assert.Equal(low is null ? null : new IdRange(Guid.Parse(low), Guid.Parse(high!)), IdRange.StartingWith(text));

    [Fact]
    public void Ids_of_a_time_lie_in_its_range()
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
