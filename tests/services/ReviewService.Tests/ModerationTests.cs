using Ecommerce.Testing;

namespace Ecommerce.ReviewService.Tests;

public abstract class ModerationTests(ReviewShop shop)
{
    private readonly Person author = shop.Person();
    private readonly Person reader = shop.Person();
    private readonly Person moderator = shop.Moderator();

    [Fact]
    public async Task Review_with_listed_word_is_pending_until_moderator_publishes_it()
    {
        var product = await shop.ProductAsync();
        var review = await author.WriteAsync(product, 2, "This is S.H.1.T, really.");
        Assert.Equal((201, "pending", "word-filter"), (review.Status, review.State, (string)review.Body!["reason"]!));
        Assert.Equal(404, (await reader.ReadAsync(review.Id)).Status);
        Assert.Equal(404, (await reader.VoteAsync(review.Id, true)).Status);
        Assert.Equal(200, (await author.ReadAsync(review.Id)).Status);
        Assert.Empty((await author.GetAsync($"/reviews/products/{product}")).Items);
        Assert.Equal("0 0 0 0 0", await reader.HistogramAsync(product));
        Assert.Contains($"{review.Id}", await QueueAsync());

        Assert.Equal(428, (await moderator.SendAsync(HttpMethod.Post, $"/reviews/{review.Id}/publish")).Status);
        Assert.Equal("published", (await PublishAsync(review.Id, review.Tag)).State);
        Assert.Equal("0 1 0 0 0", await reader.HistogramAsync(product));
        Assert.DoesNotContain($"{review.Id}", await QueueAsync());
    }

    [Fact]
    public async Task Rejected_review_shows_reason_and_only_moderator_can_publish_it()
    {
        var product = await shop.ProductAsync();
        var review = await author.WriteAsync(product, 1);
        Assert.Equal(
            ["reason"], (await moderator.SendAsync(HttpMethod.Post, $"/reviews/{review.Id}/reject", new { reason = " " }, review.Tag))
                .WrongFields);
        var rejected = await moderator.SendAsync(
            HttpMethod.Post, $"/reviews/{review.Id}/reject", new { reason = "Not about the product." }, review.Tag);
        Assert.Equal("rejected", rejected.State);
        Assert.Equal("Not about the product.", (string)(await author.ReadAsync(review.Id)).Body!["reason"]!);
        Assert.Equal(404, (await reader.ReadAsync(review.Id)).Status);
        Assert.Equal("0 0 0 0 0", await reader.HistogramAsync(product));

        var edited = await author.EditAsync(review.Id, rejected.Tag, 2);
        Assert.Equal(("pending", "edited-after-rejection"), (edited.State, (string)edited.Body!["reason"]!));
        Assert.Equal("pending", (await author.EditAsync(review.Id, edited.Tag, 3)).State);
        // The moderator has read another text.
        Assert.Equal(412, (await PublishAsync(review.Id, edited.Tag)).Status);
        Assert.Equal("published", (await PublishAsync(review.Id, "\"4\"")).State);
        Assert.Equal("0 0 1 0 0", await reader.HistogramAsync(product));
    }

    [Fact]
    public async Task Edit_that_removes_or_adds_listed_word_publishes_or_holds_review()
    {
        var review = await author.WriteAsync(await shop.ProductAsync(), 1, "Bullshit.");
        var clean = await author.EditAsync(review.Id, review.Tag, 1, "Nonsense.");
        Assert.Equal("published", clean.State);
        Assert.Equal("pending", (await author.EditAsync(review.Id, clean.Tag, 1, "Bullsh1t.")).State);
    }

    [Fact]
    public async Task Review_with_enough_reports_is_hidden_until_moderator_publishes_it()
    {
        var product = await shop.ProductAsync();
        var review = await author.WriteAsync(product, 5);
        Assert.Equal(204, (await reader.ReportAsync(review.Id)).Status);
        Assert.Equal(
            (409, "reported-already"), ((await reader.ReportAsync(review.Id)).Status, (await reader.ReportAsync(review.Id)).Problem));
        Assert.Equal("own-review", (await author.ReportAsync(review.Id)).Problem);
        Assert.Equal(["reason"], (await reader.ReportAsync(review.Id, "because")).WrongFields);
        Assert.Equal(200, (await reader.Anonymous.ReadAsync(review.Id)).Status);

        Assert.Equal(204, (await shop.Person().ReportAsync(review.Id, "offensive")).Status);
        Assert.Equal(404, (await reader.ReadAsync(review.Id)).Status);
        Assert.Equal("0 0 0 0 0", await reader.HistogramAsync(product));
        Assert.Equal("reported", (string)(await moderator.ReadAsync(review.Id)).Body!["reason"]!);
        Assert.Equal(
            ["spam", "offensive"], (await moderator.GetAsync($"/reviews/{review.Id}/reports")).Body!.AsArray()
                .Select(r => (string)r!["reason"]!));

        // An edit does not get it out of the queue; a moderator does, and then it takes new reports to hide it.
        var edited = await author.EditAsync(review.Id, "*", 4);
        Assert.Equal("pending", edited.State);
        Assert.Equal("published", (await PublishAsync(review.Id, edited.Tag)).State);
        await shop.Person().ReportAsync(review.Id);
        Assert.Equal(200, (await reader.ReadAsync(review.Id)).Status);
    }

    [Fact]
    public async Task Moderation_without_permission_is_rejected()
    {
        var review = await author.WriteAsync(await shop.ProductAsync());
        foreach (var path in new[] { "/reviews/moderation", "/reviews/words", $"/reviews/{review.Id}/reports" })
        {
            Assert.Equal(403, (await author.GetAsync(path)).Status);
            Assert.Equal(401, (await author.Anonymous.GetAsync(path)).Status);
        }

        Assert.Equal(403, (await author.SendAsync(HttpMethod.Post, $"/reviews/{review.Id}/publish", tag: review.Tag)).Status);
        Assert.Equal(["state"], (await moderator.GetAsync("/reviews/moderation?state=lost")).WrongFields);
    }

    [Fact]
    public async Task Concurrent_change_of_word_list_is_rejected()
    {
        var list = await moderator.GetAsync("/reviews/words");
        var words = list.Body!["words"]!.AsArray().Select(word => (string)word!).ToList();
        Assert.Contains("fuck*", words);

        var changed = await moderator.SendAsync(HttpMethod.Put, "/reviews/words", new { words = words.Append("Snake*") }, list.Tag);
        Assert.Equal(200, changed.Status);
        Assert.Equal(412, (await moderator.SendAsync(HttpMethod.Put, "/reviews/words", new { words }, list.Tag)).Status);
        Assert.Equal("pending", (await author.WriteAsync(await shop.ProductAsync(), 5, "Sold by a $n4keman.")).State);
        Assert.Equal(200, (await moderator.SendAsync(HttpMethod.Put, "/reviews/words", new { words }, changed.Tag)).Status);
        Assert.Equal("published", (await author.WriteAsync(await shop.ProductAsync(), 5, "Sold by a snake.")).State);

        Assert.Equal(
            ["words[1]"], (await moderator.SendAsync(HttpMethod.Put, "/reviews/words", new { words = new[] { "good", "two words" } }, "*"))
                .WrongFields);
        Assert.Equal(["words"], (await moderator.SendAsync(HttpMethod.Put, "/reviews/words", new { }, "*")).WrongFields);
        Assert.Equal(428, (await moderator.SendAsync(HttpMethod.Put, "/reviews/words", new { words })).Status);
    }

    private Task<Answer> PublishAsync(Guid review, string? tag)
        => moderator.SendAsync(HttpMethod.Post, $"/reviews/{review}/publish", tag: tag);

    private async Task<List<string>> QueueAsync()
    {
        var ids = new List<string>();
        for (var next = ""; next is not null;)
        {
            var page = await moderator.GetAsync($"/reviews/moderation?limit=100{(next.Length > 0 ? $"&after={next}" : "")}");
            ids.AddRange(page.Items.Select(item => (string)item!["review"]!["id"]!));
            next = (string?)page.Body!["next"];
        }

        return ids;
    }
}
