using System.Text.Json.Nodes;

namespace Ecommerce.ReviewService.Tests;

public abstract class ReadReviewTests(ReviewShop shop)
{
    private readonly Person reader = shop.Person();

    [Theory]
    [InlineData("newest")]
    [InlineData("helpful")]
    [InlineData("highest")]
    [InlineData("lowest")]
    public async Task Pages_contain_every_review_once_in_requested_order(string sort)
    {
        var product = await shop.ProductAsync();
        int[] stars = [3, 5, 1, 5, 3, 2, 4];
        foreach (var (i, count) in stars.Index())
        {
            var review = await shop.Person().WriteAsync(product, count);
            for (var vote = 0; vote < i % 3; vote++)
                await shop.Person().VoteAsync(review.Id, helpful: true);
        }

        var pages = await PagesAsync($"/reviews/products/{product}?sort={sort}&limit=2");

        Assert.Equal([2, 2, 2, 1], pages.Select(page => page.Count));
        var items = pages.SelectMany(page => page).ToList();
        Assert.Equal(stars.Length, items.Select(item => (string)item["id"]!).Distinct().Count());
        var expected = sort switch
        {
            "newest" => items.OrderByDescending(item => (string)item["id"]!, StringComparer.Ordinal),
            "helpful" => items.OrderByDescending(item => (int)item["helpful"]!)
                .ThenByDescending(item => (string)item["id"]!, StringComparer.Ordinal),
            "highest" => items.OrderByDescending(item => (int)item["stars"]!)
                .ThenByDescending(item => (string)item["id"]!, StringComparer.Ordinal),
            _ => items.OrderBy(item => (int)item["stars"]!).ThenBy(item => (string)item["id"]!, StringComparer.Ordinal),
        };
        Assert.Equal(expected.Select(item => (string)item["id"]!), items.Select(item => (string)item["id"]!));
        Assert.Equal(2, (await reader.GetAsync($"/reviews/products/{product}?stars=5&sort={sort}")).Items.Count);
    }

    [Theory]
    [InlineData("sort=best", "sort")]
    [InlineData("sort=1", "sort")]
    [InlineData("sort=newest,highest", "sort")]
    [InlineData("stars=0", "stars")]
    [InlineData("stars=x", "stars")]
    [InlineData("verified=perhaps", "verified")]
    [InlineData("verified=%20True", "verified")]
    [InlineData("limit=101", "limit")]
    [InlineData("after=nonsense", "after")]
    public async Task Invalid_parameter_returns_400_that_names_it(string query, string field)
        => Assert.Equal([field], (await reader.GetAsync($"/reviews/products/{Guid.CreateVersion7()}?{query}")).WrongFields);

    [Fact]
    public async Task Cursor_of_another_sort_returns_400()
    {
        var product = await shop.ProductAsync();
        await shop.Person().WriteAsync(product);
        await shop.Person().WriteAsync(product);
        var next = (await reader.GetAsync($"/reviews/products/{product}?limit=1")).Body!["next"];
        Assert.Equal(["after"], (await reader.GetAsync($"/reviews/products/{product}?limit=1&sort=helpful&after={next}")).WrongFields);
    }

    [Fact]
    public async Task Vote_counts_once_per_reader_and_can_be_changed_and_withdrawn()
    {
        var author = shop.Person();
        var review = await author.WriteAsync(await shop.ProductAsync());
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => reader.VoteAsync(review.Id, helpful: true)));
        Assert.Equal((1, 0), Votes(await reader.ReadAsync(review.Id)));
        Assert.True((bool)(await reader.ReadAsync(review.Id)).Body!["vote"]!);
        Assert.Equal((0, 1), Votes(await reader.VoteAsync(review.Id, helpful: false)));
        Assert.Equal((0, 0), Votes(await reader.SendAsync(HttpMethod.Delete, $"/reviews/{review.Id}/vote")));
        Assert.Equal((0, 0), Votes(await reader.SendAsync(HttpMethod.Delete, $"/reviews/{review.Id}/vote")));
        Assert.Null((await reader.ReadAsync(review.Id)).Body!["vote"]);
        Assert.Equal("\"1\"", (await reader.ReadAsync(review.Id)).Tag);

        Assert.Equal(
            (409, "own-review"), ((await author.VoteAsync(review.Id, true)).Status, (await author.VoteAsync(review.Id, true)).Problem));
        Assert.Equal(401, (await reader.Anonymous.VoteAsync(review.Id, true)).Status);
        Assert.Equal(["helpful"], (await reader.SendAsync(HttpMethod.Put, $"/reviews/{review.Id}/vote", new { })).WrongFields);
        Assert.Equal(404, (await reader.VoteAsync(Guid.CreateVersion7(), true)).Status);
    }

    [Fact]
    public async Task Concurrent_writes_edits_and_deletes_keep_rating_exact()
    {
        var product = await shop.ProductAsync();
        var random = new Random(7);
        var plans = Enumerable.Range(0, 40).Select(_ => (Author: shop.Person(), First: random.Next(1, 6), Then: random.Next(0, 6)))
            .ToList();
        await Task.WhenAll(plans.Select(async plan =>
        {
            var review = await plan.Author.WriteAsync(product, plan.First);
            var changed = plan.Then == 0
                ? await plan.Author.DeleteAsync(review.Id, review.Tag)
                : await plan.Author.EditAsync(review.Id, review.Tag, plan.Then);
            Assert.InRange(changed.Status, 200, 204);
        }));

        var expected = Enumerable.Range(1, 5).Select(stars => plans.Count(plan => plan.Then == stars)).ToArray();
        var rating = (await reader.GetAsync($"/reviews/products/{product}/rating")).Body!;
        Assert.Equal(expected, rating["histogram"]!.AsArray().Select(count => (int)count!));
        Assert.Equal(expected.Sum(), (int)rating["count"]!);
        var mean = expected.Select((count, i) => (decimal)count * (i + 1)).Sum() / expected.Sum();
        Assert.Equal(decimal.Round(mean, 2, MidpointRounding.AwayFromZero), (decimal)rating["average"]!);
        var (histogram, version) = await shop.LastRatingAsync(product);
        Assert.Equal(expected, histogram);
        Assert.Equal((long)rating["version"]!, version);

        // The published events alone lead to the same result.
        var changes = shop.EventsOf(product).Where(e => e.Type == "review-changed.v1").Select(e => e.Event).ToList();
        var last = changes.GroupBy(e => (string)e["reviewId"]!).Select(review => review.MaxBy(e => (long)e["version"]!)!)
            .Where(e => (bool)e["published"]!);
        Assert.Equal(expected, Enumerable.Range(1, 5).Select(stars => last.Count(e => (int)e["stars"]! == stars)));
        var versions = shop.EventsOf(product).Where(e => e.Type == "rating-changed.v1").Select(e => (long)e.Event["version"]!).ToList();
        Assert.Equal(Enumerable.Range(1, versions.Count).Select(version => (long)version), versions);
    }

    [Fact]
    public async Task Export_contains_all_reviews_and_ratings_without_texts()
    {
        var product = await shop.ProductAsync();
        var (kept, gone) = (
            await shop.Person().WriteAsync(product, 4, "Secret words."), await shop.Person().WriteAsync(product, 1, "Shitty."));
        var moderator = shop.Moderator();

        var reviews = Lines(await moderator.GetAsync("/reviews/export")).Where(line => (string)line["productId"]! == $"{product}").ToList();
        Assert.Equal(
            [(kept.Id, 4, true), (gone.Id, 1, false)],
            reviews.Select(r => (Guid.Parse((string)r["reviewId"]!), (int)r["stars"]!, (bool)r["published"]!)));
        Assert.Equal(
            ["changedAt", "key", "productId", "published", "reviewId", "stars", "verifiedPurchase", "version", "writtenAt"],
            reviews[0].AsObject().Select(m => m.Key).Order());
        var rating = Assert.Single(
            Lines(await moderator.GetAsync("/reviews/export/ratings")), line => (string)line["productId"]! == $"{product}");
        Assert.Equal((1, 4m, 1L), ((int)rating["count"]!, (decimal)rating["average"]!, (long)rating["version"]!));
        Assert.Equal(403, (await reader.GetAsync("/reviews/export")).Status);
    }

    private static IEnumerable<JsonNode> Lines(Answer answer)
        => ((string)answer.Body!).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!);

    private static (int Helpful, int Unhelpful) Votes(Answer answer) => ((int)answer.Body!["helpful"]!, (int)answer.Body["unhelpful"]!);

    private async Task<List<List<JsonNode>>> PagesAsync(string path)
    {
        var pages = new List<List<JsonNode>>();
        string? next = null;
        do
        {
            var page = await reader.GetAsync(next is null ? path : $"{path}&after={next}");
            pages.Add([.. page.Items.Select(item => item!)]);
            next = (string?)page.Body!["next"];
        }
        while (next is not null);
        return pages;
    }
}
