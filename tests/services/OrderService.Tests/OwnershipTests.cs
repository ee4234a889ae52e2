namespace Ecommerce.OrderService.Tests;

[Collection(OrderShopCollection.Name)]
public sealed class OwnershipTests(OrderShop shop)
{
    [Fact]
    public async Task Order_of_another_user_returns_404()
    {
        var order = await shop.Shopper().PlaceAsync();
        var stranger = shop.Shopper();

        Assert.Equal(404, (await stranger.GetAsync($"/orders/{order}")).Status);
        Assert.Equal(404, (await stranger.GetAsync($"/orders/{order}/events")).Status);
        Assert.Equal(404, (await stranger.PostAsync($"/orders/{order}/cancel", null, Shopper.NewKey())).Status);
        Assert.Equal(404, (await stranger.GetAsync($"/orders/{Guid.CreateVersion7()}")).Status);
    }

    [Theory]
    [InlineData("ship", """{ "carrier": "DHL", "trackingNumber": "1" }""")]
    [InlineData("deliver", null)]
    [InlineData("refund", """{ "all": true, "reason": "broken" }""")]
    public async Task Staff_action_by_a_shopper_returns_403(string action, string? body)
    {
        var shopper = shop.Shopper();
        var order = await shopper.PlaceAsync();

        Assert.Equal(
            403,
            (await shopper.PostAsync(
                $"/orders/{order}/{action}", body is null ? null : System.Text.Json.Nodes.JsonNode.Parse(body), Shopper.NewKey())).Status);
    }

    [Fact]
    public async Task Permission_to_read_orders_shows_everybodys_orders()
    {
        var order = await shop.Shopper().PlaceAsync();
        var clerk = shop.Shopper(null, "orders:read");

        Assert.Equal(200, (await clerk.GetAsync($"/orders/{order}")).Status);
        Assert.Contains($"{order}", (await clerk.GetAsync("/orders?all=true&limit=100")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"{order}", (await clerk.GetAsync("/orders")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await shop.Shopper().GetAsync("/orders?all=true")).Status);
    }

    [Fact]
    public async Task List_of_orders_is_paged_newest_first_without_gaps_or_duplicates()
    {
        var shopper = shop.Shopper();
        var placed = new List<string>();
        for (var i = 0; i < 5; i++)
            placed.Insert(0, $"{await shopper.PlaceAsync()}");

        var listed = new List<string>();
        string? next = null;
        do
        {
            var page = (await shopper.GetAsync($"/orders?limit=2{(next is null ? "" : $"&after={next}")}")).Body!;
            listed.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
            next = (string?)page["next"];
        }
        while (next is not null);
        Assert.Equal(placed, listed);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("after=nowhere", "after")]
    [InlineData("status=Lost", "status")]
    [InlineData("status=99", "status")]
    [InlineData("userId=me", "userId")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "to")]
    [InlineData("minTotal=much", "minTotal")]
    [InlineData("minTotal=-1", "minTotal")]
    [InlineData("sku=", "sku")]
    [InlineData("q=", "q")]
    public async Task Invalid_page_parameter_returns_400_with_the_field(string query, string field)
    {
        var answer = await shop.Shopper().GetAsync($"/orders?{query}");

        Assert.Equal(400, answer.Status);
        Assert.Contains($"\"{field}\"", answer.Errors, StringComparison.Ordinal);
    }
}
