using System.Text.Json.Nodes;

namespace Ecommerce.OrderService.Tests;

/// <summary>What other services read of orders.</summary>
[Collection(OrderShopCollection.Name)]
public sealed class ExportTests(OrderShop shop)
{
    private Shopper Clerk => shop.Shopper(null, "orders:read");

    [Fact]
    public async Task Json_lines_export_returns_every_order_without_personal_data()
    {
        var shopper = shop.Shopper();
        var order = await PlaceAsync(shopper, "blue-button");
        using var request = Clerk.Request(HttpMethod.Get, $"/orders/export?userId={shopper.User}");
        request.Headers.Add("Accept", "application/x-ndjson");
        using var response = await shop.Replica.Client.SendAsync(request);
        var line = JsonNode.Parse(Assert.Single((await response.Content.ReadAsStringAsync()).TrimEnd().Split('\n')))!;

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            ($"{order}", $"{shopper.User}", "Placed", "blue-button", "standard"),
            (
                (string)line["id"]!, (string)line["userId"]!, (string)line["status"]!, (string)line["testGroup"]!,
                (string)line["shippingMethod"]!));
        Assert.Equal((39.98m, "EUR"), ((decimal)line["total"]!["amount"]!, (string)line["total"]!["currency"]!));
        Assert.Equal(
            ("TENT", 2, 19.99m),
            (
                (string)line["lines"]![0]!["sku"]!, (int)line["lines"]![0]!["quantity"]!,
                (decimal)line["lines"]![0]!["unitPrice"]!["amount"]!));
        Assert.DoesNotContain("Main Street", line.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Order_placed_event_contains_the_test_group()
    {
        var order = await PlaceAsync(shop.Shopper(), "B");

        Assert.Equal("B", (string)(await shop.Topics.PublishedAsync("order-placed", order))["testGroup"]!);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("<script>")]
    [InlineData("a-name-of-more-than-thirty-two-signs")]
    public async Task Invalid_test_group_returns_400(string group)
    {
        var shopper = shop.Shopper();
        var (status, body) = await CheckoutAsync(shopper, group);

        Assert.Equal(400, status);
        Assert.NotNull(body["errors"]!["x-test-group"]);
        Assert.Equal(0L, await shop.ScalarAsync<long>("SELECT count(*) FROM orders WHERE user_id = @user", ("user", shopper.User)));
    }

    [Fact]
    public async Task Event_log_is_readable_by_services_and_not_by_users()
    {
        var order = await PlaceAsync(shop.Shopper(), "A");
        var reader = shop.Shopper(null, "events:read");
        var found = new List<JsonNode>();
        for (long? after = 0; after is not null;)
        {
            var page = (await reader.GetAsync($"/event-log?after={after}&limit=2&type=order-placed.v1")).Body!;
            found.AddRange(page["items"]!.AsArray().Select(item => item!));
            after = (long?)page["next"];
        }

        var logged = Assert.Single(found, item => (string)item["key"]! == $"{order}");
        Assert.Equal(("order-service", $"{order}"), ((string)logged["source"]!, (string)logged["data"]!["orderId"]!));
        Assert.All(found, item => Assert.Equal("order-placed.v1", (string)item["type"]!));
        Assert.Equal(found.Select(item => (long)item["position"]!).Order(), found.Select(item => (long)item["position"]!));
        Assert.Equal(403, (await shop.Shopper(null, "orders:read", "orders:write").GetAsync("/event-log")).Status);
        Assert.Equal(400, (await reader.GetAsync("/event-log?limit=0")).Status);
    }

    private async Task<Guid> PlaceAsync(Shopper shopper, string group)
    {
        var (status, body) = await CheckoutAsync(shopper, group);
        Assert.Equal(202, status);
        return Guid.Parse((string)body["id"]!);
    }

    private async Task<(int Status, JsonNode Body)> CheckoutAsync(Shopper shopper, string group)
    {
        using var request = shopper.Request(HttpMethod.Post, "/orders");
        request.Headers.Add("Idempotency-Key", Shopper.NewKey());
        request.Headers.TryAddWithoutValidation("x-test-group", group);
        request.Content = System.Net.Http.Json.JsonContent.Create(Shopper.Checkout(("TENT", 2)));
        using var response = await shop.Replica.Client.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
