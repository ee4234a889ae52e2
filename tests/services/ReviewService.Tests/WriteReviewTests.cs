using Ecommerce.Testing;

namespace Ecommerce.ReviewService.Tests;

public abstract class WriteReviewTests(ReviewShop shop)
{
    private readonly Person author = shop.Person();
    private readonly Person reader = shop.Person();

    [Fact]
    public async Task Anonymous_read_returns_written_review()
    {
        var product = await shop.ProductAsync();
        var written = await author.WriteAsync(product, 4, "Dry, even in rain.\nLight.", "Good", "Ada L.");
        Assert.Equal((201, "\"1\""), (written.Status, written.Tag));

        var read = (await reader.Anonymous.ReadAsync(written.Id)).Body!;
        Assert.Equal(
            ("Ada L.", 4, "Good", "Dry, even in rain.\nLight.", "published", false, false),
            ((string)read["author"]!, (int)read["stars"]!, (string)read["title"]!, (string)read["text"]!, (string)read["state"]!,
                (bool)read["verifiedPurchase"]!, (bool)read["own"]!));
        Assert.Equal(
            written.Id, Guid.Parse((string)Assert.Single((await reader.Anonymous.GetAsync($"/reviews/products/{product}")).Items)!["id"]!));
        Assert.Equal("0 0 0 1 0", await reader.Anonymous.HistogramAsync(product));
    }

    [Fact]
    public async Task Concurrent_reviews_of_one_buyer_store_only_one()
    {
        var product = await shop.ProductAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => author.WriteAsync(product)));
        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(
            answers.Where(answer => answer.Status != 201),
            answer => Assert.Equal((409, "reviewed-already"), (answer.Status, answer.Problem)));
        Assert.Equal("0 0 0 0 1", await reader.HistogramAsync(product));

        Assert.Matches("duplicate key .*(reviews_one_per_author|authorId_1_productId_1)", await shop.Oracle.WriteAnotherAsync(product));
    }

    [Fact]
    public async Task Deleted_review_can_be_written_again()
    {
        var product = await shop.ProductAsync();
        var first = await author.WriteAsync(product, 1);
        Assert.Equal(204, (await author.DeleteAsync(first.Id, first.Tag)).Status);
        Assert.Equal(404, (await author.ReadAsync(first.Id)).Status);
        Assert.Equal("0 0 0 0 0", await reader.HistogramAsync(product));
        Assert.Equal(201, (await author.WriteAsync(product, 2)).Status);
        Assert.Equal("0 1 0 0 0", await reader.HistogramAsync(product));
    }

    [Fact]
    public async Task Edit_without_current_ETag_is_rejected()
    {
        var review = await author.WriteAsync(await shop.ProductAsync(), 5);
        Assert.Equal(428, (await author.EditAsync(review.Id, null, 3)).Status);
        var edited = await author.EditAsync(review.Id, review.Tag, 3);
        Assert.Equal((200, "\"2\"", 3), (edited.Status, edited.Tag, (int)edited.Body!["stars"]!));
        Assert.Equal("stale-version", (await author.EditAsync(review.Id, review.Tag, 4)).Problem);
        Assert.Equal(412, (await author.EditAsync(review.Id, "nonsense", 4)).Status);
        Assert.Equal(412, (await author.DeleteAsync(review.Id, review.Tag)).Status);
        Assert.Equal(200, (await author.EditAsync(review.Id, "*", 4)).Status);
        Assert.Equal(204, (await author.DeleteAsync(review.Id, "\"3\"")).Status);
    }

    [Fact]
    public async Task Edit_or_delete_of_another_authors_review_returns_404()
    {
        var review = await author.WriteAsync(await shop.ProductAsync());
        Assert.Equal(404, (await reader.EditAsync(review.Id, review.Tag, 1)).Status);
        Assert.Equal(404, (await reader.DeleteAsync(review.Id, review.Tag)).Status);
        Assert.Equal(404, (await shop.Moderator().EditAsync(review.Id, review.Tag, 1)).Status);
        Assert.Equal(401, (await reader.Anonymous.EditAsync(review.Id, review.Tag, 1)).Status);
        Assert.Equal(5, (int)(await author.ReadAsync(review.Id)).Body!["stars"]!);
    }

    [Fact]
    public async Task Review_of_unpublished_product_returns_404()
    {
        var unknown = await author.WriteAsync(Guid.CreateVersion7());
        Assert.Equal((404, "unknown-product"), (unknown.Status, unknown.Problem));
        Assert.Equal(["productId"], unknown.WrongFields);
        Assert.Equal(404, (await reader.GetAsync($"/reviews/products/{Guid.CreateVersion7()}")).Status);

        var product = await shop.ProductAsync();
        var review = await author.WriteAsync(product);
        await shop.WithdrawAsync(product, version: 3);
        await shop.KnownAsync(product, shown: false);
        await shop.ShowAsync(product, version: 2, published: true);
        Assert.Equal(404, (await reader.GetAsync($"/reviews/products/{product}/rating")).Status);
        Assert.Equal(404, (await reader.WriteAsync(product)).Status);
        Assert.Equal(200, (await author.EditAsync(review.Id, review.Tag, 1)).Status);
        await shop.ShowAsync(product, version: 4, published: true);
        await shop.KnownAsync(product, shown: true);
        Assert.Equal("1 0 0 0 0", await reader.HistogramAsync(product));
    }

    [Theory]
    [InlineData("""{ "stars": 5, "text": "x" }""", "productId")]
    [InlineData("""{ "productId": "0190a5a0-0000-7000-8000-000000000001", "text": "x" }""", "stars")]
    [InlineData("""{ "productId": "0190a5a0-0000-7000-8000-000000000001", "stars": 0, "text": "x" }""", "stars")]
    [InlineData("""{ "productId": "0190a5a0-0000-7000-8000-000000000001", "stars": 6, "text": "x" }""", "stars")]
    [InlineData("""{ "productId": "0190a5a0-0000-7000-8000-000000000001", "stars": 4.5, "text": "x" }""", "stars")]
    [InlineData("""{ "productId": "0190a5a0-0000-7000-8000-000000000001", "stars": 5, "text": "  " }""", "text")]
    [InlineData("""{ "productId": "0190a5a0-0000-7000-8000-000000000001", "stars": 5, "text": "a\u0000b" }""", "text")]
    [InlineData(
        """{ "productId": "0190a5a0-0000-7000-8000-000000000001", "stars": 5, "text": "x", "displayName": "ada@example.com" }""",
        "displayName")]
    [InlineData(
        """{ "productId": "0190a5a0-0000-7000-8000-000000000001", "stars": 5, "text": "x", "displayName": "call 0151 / 23456" }""",
        "displayName")]
    [InlineData(
        """{ "productId": "0190a5a0-0000-7000-8000-000000000001", "stars": 5, "text": "x", "displayName": "visit prize.com" }""",
        "displayName")]
    [InlineData("""{ "productId": "0190a5a0-0000-7000-8000-000000000001", "stars": 5, "text": "\u200b" }""", "text")]
    [InlineData("""{ "productId": "0190a5a0-0000-7000-8000-000000000001", "stars": 5, "text": "x", "title": "x \u202e" }""", "title")]
    [InlineData(
        """{ "productId": "0190a5a0-0000-7000-8000-000000000001", "stars": 5, "text": "x", "displayName": "\u200d" }""",
        "displayName")]
    [InlineData("""{ "productId": "nonsense", "stars": 5, "text": "x" }""", "productId")]
    public async Task Invalid_review_returns_400_that_names_field_and_stores_nothing(string json, string field)
    {
        var before = await shop.Oracle.CountAsync("reviews");
        var answer = await author.SendAsync(HttpMethod.Post, "/reviews", System.Text.Json.Nodes.JsonNode.Parse(json));
        Assert.Equal(400, answer.Status);
        Assert.Equal([field], answer.WrongFields);
        Assert.Equal(before, await shop.Oracle.CountAsync("reviews"));
    }

    [Fact]
    public async Task Too_long_texts_return_400()
    {
        var answer = await author.WriteAsync(
            await shop.ProductAsync(), 5, new string('x', 5_001), new string('x', 121), new string('x', 41));
        Assert.Equal(["displayName", "text", "title"], answer.WrongFields);
    }

    [Fact]
    public async Task Own_reviews_are_listed_newest_first_by_page()
    {
        var products = new[] { await shop.ProductAsync(), await shop.ProductAsync(), await shop.ProductAsync() };
        foreach (var product in products)
            await author.WriteAsync(product);
        var first = await author.GetAsync("/reviews/mine?limit=2");
        var second = await author.GetAsync($"/reviews/mine?limit=2&after={first.Body!["next"]}");
        Assert.Equal(products.Reverse(), first.Items.Concat(second.Items).Select(item => Guid.Parse((string)item!["productId"]!)));
        Assert.Null(second.Body!["next"]);
        Assert.Equal(
            products[1],
            Guid.Parse((string)Assert.Single((await author.GetAsync($"/reviews/mine?productId={products[1]}")).Items)!["productId"]!));
        Assert.Empty((await reader.GetAsync("/reviews/mine")).Items);
        Assert.Equal(["after", "limit"], (await author.GetAsync("/reviews/mine?limit=0&after=x")).WrongFields);
    }
}
