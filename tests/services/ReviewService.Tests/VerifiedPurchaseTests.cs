using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.ReviewService.Tests;

public abstract class VerifiedPurchaseTests(ReviewShop shop)
{
    private readonly Person buyer = shop.Person();

    [Fact]
    public async Task Review_of_delivered_product_is_verified_for_its_buyer_only()
    {
        var (delivered, other) = (await shop.ProductAsync(), await shop.ProductAsync());
        await shop.DeliverAsync(buyer.Id, [delivered]);
        await shop.ThereIsAsync("deliveries", "the delivery is known", ("user_id", buyer.Id));

        Assert.True((bool)(await buyer.WriteAsync(delivered)).Body!["verifiedPurchase"]!);
        Assert.False((bool)(await buyer.WriteAsync(other)).Body!["verifiedPurchase"]!);
        Assert.False((bool)(await shop.Person().WriteAsync(delivered)).Body!["verifiedPurchase"]!);
        Assert.Single((await buyer.GetAsync($"/reviews/products/{delivered}?verified=true")).Items);
        Assert.Single((await buyer.GetAsync($"/reviews/products/{delivered}?verified=false")).Items);
    }

    [Fact]
    public async Task Delivery_verifies_earlier_review_once()
    {
        var (first, second) = (await shop.ProductAsync(), await shop.ProductAsync());
        var reviews = new[] { await buyer.WriteAsync(first), await buyer.WriteAsync(second) };
        var delivery = Guid.CreateVersion7();
        await shop.DeliverAsync(buyer.Id, [second, first, first], delivery);
        foreach (var review in reviews)
            await Eventually.Async(async () => (bool)(await buyer.ReadAsync(review.Id)).Body!["verifiedPurchase"]!, "it is verified");
        await shop.DeliverAsync(buyer.Id, [second, first, first], delivery);
        await shop.DeliverAsync(buyer.Id, [first]);
        var later = shop.Person();
        await shop.DeliverAsync(later.Id, [first]);
        await shop.ThereIsAsync("deliveries", "later orders are known", ("user_id", later.Id));

        Assert.Equal("\"2\"", (await buyer.ReadAsync(reviews[0].Id)).Tag);
        Assert.Single(
            await shop.Oracle.EventsAsync("review-changed.v1", $"{first}"), data => (bool)JsonNode.Parse(data)!["verifiedPurchase"]!);
    }

    [Fact]
    public async Task Erased_user_is_removed_from_reviews_votes_and_reports_but_counts_stay()
    {
        var product = await shop.ProductAsync();
        var other = await shop.Person().WriteAsync(product, 2);
        await shop.DeliverAsync(buyer.Id, [product]);
        var published = await buyer.WriteAsync(product, 4, "My name is Ada.", displayName: "Ada");
        var hidden = await buyer.WriteAsync(await shop.ProductAsync(), 1, "What a shitty thing.");
        await buyer.VoteAsync(other.Id, helpful: true);
        await buyer.ReportAsync(other.Id);
        await shop.Users.PublishEventAsync(
            "user-erased.v1", $"{buyer.Id}", $$"""{"userId":"{{buyer.Id}}","erasedAt":"2026-01-01T00:00:00Z"}""");

        var reader = shop.Person();
        await Eventually.Async(
            async () => (string)(await reader.ReadAsync(published.Id)).Body!["author"]! == "Anonymous", "the author is gone");
        Assert.Equal("", (string)(await reader.ReadAsync(published.Id)).Body!["text"]!);
        Assert.Equal("0 1 0 1 0", await reader.HistogramAsync(product));
        Assert.Equal(404, (await shop.Moderator().ReadAsync(hidden.Id)).Status);
        Assert.Equal(1, (int)(await reader.ReadAsync(other.Id)).Body!["helpful"]!);
        foreach (var table in new[] { "votes", "reports", "deliveries" })
            Assert.Equal(0, await shop.Oracle.CountAsync(table, ("user_id", buyer.Id)));
        Assert.Equal(0, await shop.Oracle.CountAsync("reviews", ("author_id", buyer.Id)));
        Assert.Equal(1, await shop.Oracle.CountAsync("votes", ("review_id", other.Id)));
    }

    [Fact]
    public async Task Token_of_erased_account_cannot_write()
    {
        var product = await shop.ProductAsync();
        var other = await shop.Person().WriteAsync(product, 2);
        await shop.Users.PublishEventAsync(
            "user-erased.v1", $"{buyer.Id}", $$"""{"userId":"{{buyer.Id}}","erasedAt":"2026-01-01T00:00:00Z"}""");
        await shop.ThereIsAsync("erased_users", "the erasure is known", ("user_id", buyer.Id));

        foreach (
            var answer in new[] { await buyer.WriteAsync(product), await buyer.VoteAsync(other.Id, helpful: true),
                await buyer.ReportAsync(other.Id) })
            Assert.Equal((403, "account-erased"), (answer.Status, answer.Problem));
        Assert.Equal("0 1 0 0 0", await buyer.HistogramAsync(product));
    }

    [Fact]
    public async Task Poison_event_is_listed_and_can_be_discarded()
    {
        await shop.Orders.PublishEventAsync("order-delivered.v1", "poison", """{ "orderId": "nonsense" }""");
        var moderator = shop.Moderator();
        var letter = await Eventually.Async(
            () => moderator.GetAsync("/reviews/dead-letters"),
            answer => answer.Items.Any(item => (string)item!["type"]! == "order-delivered.v1"), "the letter is listed");
        var id = (string)letter.Items.First(item => (string)item!["type"]! == "order-delivered.v1")!["id"]!;
        Assert.Equal(409, (await moderator.SendAsync(HttpMethod.Post, $"/reviews/dead-letters/{id}/replay")).Status);
        Assert.Equal(204, (await moderator.SendAsync(HttpMethod.Delete, $"/reviews/dead-letters/{id}")).Status);
        Assert.Equal(403, (await buyer.GetAsync("/reviews/dead-letters")).Status);
    }
}
