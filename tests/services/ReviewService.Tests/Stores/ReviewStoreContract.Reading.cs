using Ecommerce.ReviewService.Domain;
using Ecommerce.ReviewService.Features;
using Ecommerce.ReviewService.Infrastructure.Messaging;

namespace Ecommerce.ReviewService.Tests.Stores;

/// <summary>Lists, projections, the list of words, exports.</summary>
public abstract partial class ReviewStoreContract
{
    [Fact]
    public async Task Pages_of_each_sort_contain_every_published_review_once_in_order()
    {
        var product = await ProductAsync();
        foreach (var (i, stars) in new[] { 3, 5, 1, 5, 3, 2 }.Index())
        {
            var review = (await WriteAsync(Guid.CreateVersion7(), product, stars)).Review!;
            for (var vote = 0; vote < i % 3; vote++)
                await VoteAsync(review.Id, Guid.CreateVersion7(), true);
        }

        await WriteAsync(Guid.CreateVersion7(), product, 5, "Shit.");
        foreach (var sort in Enum.GetValues<ReviewSort>())
        {
            var pages = await PagesAsync(new(product, sort, Stars: null, Verified: null, After: null, Limit: 4));
            var expected = sort switch
            {
                ReviewSort.Newest => pages.OrderByDescending(r => $"{r.Id}", StringComparer.Ordinal),
                ReviewSort.Helpful => pages.OrderByDescending(r => r.Helpful).ThenByDescending(r => $"{r.Id}", StringComparer.Ordinal),
                ReviewSort.Highest => pages.OrderByDescending(r => r.Stars).ThenByDescending(r => $"{r.Id}", StringComparer.Ordinal),
                _ => pages.OrderBy(r => r.Stars).ThenBy(r => $"{r.Id}", StringComparer.Ordinal),
            };
            Assert.Equal(6, pages.Distinct().Count());
            Assert.Equal(expected, pages);
            Assert.Equal(
                [5, 5], (await PagesAsync(new(product, sort, Stars: 5, Verified: false, After: null, Limit: 1))).Select(r => r.Stars));
            Assert.Empty(await PagesAsync(new(product, sort, Stars: null, Verified: true, After: null, Limit: 1)));
        }
    }

    [Fact]
    public async Task Reviews_by_author_and_by_state_are_listed_by_page()
    {
        var author = Guid.CreateVersion7();
        var products = new[] { await ProductAsync(), await ProductAsync(), await ProductAsync() };
        var written = new List<Review>();
        foreach (var product in products)
            written.Add((await WriteAsync(author, product, 1, "Shit.")).Review!);
        var page = await Store.ListByAuthorAsync(author, null, null, 2, None);
        Assert.Equal([written[2], written[1]], page);
        Assert.Equal([written[0]], await Store.ListByAuthorAsync(author, null, page[1].Id, 2, None));
        Assert.Equal([written[1]], await Store.ListByAuthorAsync(author, products[1], null, 2, None));
        Assert.Equal(
            [written[1], written[2]], (await Store.ListByStateAsync(ReviewStates.Pending, written[0].Id, 100, None))
                .Where(r => r.AuthorId == author));
        Assert.DoesNotContain(await Store.ListByStateAsync(ReviewStates.Rejected, null, 100, None), r => r.AuthorId == author);
    }

    [Fact]
    public async Task Delivery_verifies_earlier_and_later_reviews()
    {
        var (buyer, before, after) = (Guid.CreateVersion7(), await ProductAsync(), await ProductAsync());
        var early = (await WriteAsync(buyer, before, 5)).Review!;
        await DeliverAsync(buyer, after, before, after);
        await DeliverAsync(buyer, before);
        var verified = (await Store.FindAsync(early.Id, None))!;
        Assert.True(verified.Verified);
        Assert.Equal(2, verified.Version);
        Assert.True((await WriteAsync(buyer, after, 5)).Review!.Verified);
        Assert.False((await WriteAsync(Guid.CreateVersion7(), after, 5)).Review!.Verified);
    }

    [Fact]
    public async Task Erased_user_leaves_anonymous_stars_and_votes()
    {
        var (person, product) = (Guid.CreateVersion7(), await ProductAsync());
        var others = (await WriteAsync(Guid.CreateVersion7(), product, 2)).Review!;
        var published = (await WriteAsync(person, product, 4, "I am Ada.")).Review!;
        var hidden = (await WriteAsync(person, await ProductAsync(), 4, "Shit.")).Review!;
        await VoteAsync(others.Id, person, true);
        await ReportAsync(others.Id, person);
        await DeliverAsync(person, product);
        await CommitAsync((transaction, token) => new UserErasure(TimeProvider.System).EraseAsync(transaction, person, token));

        var erased = (await Store.FindAsync(published.Id, None))!;
        Assert.Equal((null, null, "", "", 4), (erased.AuthorId, erased.AuthorName, erased.Title, erased.Text, erased.Stars));
        Assert.Null(await Store.FindAsync(hidden.Id, None));
        Assert.Equal("0 1 0 1 0", await HistogramAsync(product));
        Assert.Empty(await Store.ListVotesAsync(person, [others.Id], None));
        Assert.DoesNotContain(
            await Store.ListReportsAsync(others.Id, None), report => report.UserId == person || report.Comment.Length > 0);
        Assert.Equal(1, (await Store.FindAsync(others.Id, None))!.Helpful);
        // Two whose authors are gone do not stand in each other's way.
        var another = Guid.CreateVersion7();
        await WriteAsync(another, product, 1);
        await CommitAsync((transaction, token) => new UserErasure(TimeProvider.System).EraseAsync(transaction, another, token));
        Assert.Equal("1 1 0 1 0", await HistogramAsync(product));
    }

    [Fact]
    public async Task Erased_user_cannot_write_vote_report_or_receive_deliveries()
    {
        var (person, product) = (Guid.CreateVersion7(), await ProductAsync());
        var others = (await WriteAsync(Guid.CreateVersion7(), product, 2)).Review!;
        await CommitAsync((transaction, token) => new UserErasure(TimeProvider.System).EraseAsync(transaction, person, token));

        Assert.Equal(ReviewRefusal.AccountErased, (await WriteAsync(person, product, 5)).Refusal);
        Assert.Equal(ReviewRefusal.AccountErased, (await VoteAsync(others.Id, person, true)).Refusal);
        Assert.False(await ReportAsync(others.Id, person));
        await DeliverAsync(person, product);
        Assert.False(await Store.InTransactionAsync((transaction, token) => transaction.HasDeliveryAsync(person, product, token), None));
        Assert.Equal(0, (await Store.FindAsync(others.Id, None))!.Helpful);
        Assert.Equal("0 1 0 0 0", await HistogramAsync(product));
    }

    [Fact]
    public async Task Concurrent_review_and_erasure_leave_no_author()
    {
        var products = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ProductAsync()));
        await Task.WhenAll(products.Select(product => Task.Run(async () =>
        {
            var person = Guid.CreateVersion7();
            await Task.WhenAll(
                Task.Run(() => WriteAsync(person, product, 4)),
                Task.Run(
                    () => CommitAsync(
                        (transaction, token) => new UserErasure(TimeProvider.System).EraseAsync(transaction, person, token))));
            Assert.Empty(await Store.ListByAuthorAsync(person, null, null, 10, None));
        })));
    }

    [Fact]
    public async Task Product_versions_in_any_order_keep_highest_version()
    {
        var product = await ProductAsync();
        await CommitAsync((transaction, token) => transaction.SaveProductAsync(product, 3, published: false, token));
        await CommitAsync((transaction, token) => transaction.SaveProductAsync(product, 2, published: true, token));
        Assert.Null(await Store.FindRatingAsync(product, None));
        Assert.Equal(ReviewRefusal.NoSuchProduct, (await WriteAsync(Guid.CreateVersion7(), product, 1)).Refusal);
        await CommitAsync((transaction, token) => transaction.SaveProductAsync(product, 4, published: true, token));
        Assert.Equal(0, (await Store.FindRatingAsync(product, None))!.Count);
        Assert.Null(await Store.FindRatingAsync(Guid.CreateVersion7(), None));
    }

    [Fact]
    public async Task Concurrent_changes_of_word_list_apply_only_one()
    {
        var words = new ReviewWordFilter(Store);
        var before = await words.ReadAsync(None);
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(i => Task.Run(() => words.ReplaceAsync(["shit", $"word{i}"], new(before.Version), None))));
        var next = Assert.Single(outcomes, list => list is not null)!;
        Assert.Equal(before.Version + 1, next.Version);
        Assert.Equal(next.Words, (await words.ReadAsync(None)).Words);
    }

    [Fact]
    public async Task Streams_contain_all_reviews_and_changed_ratings()
    {
        var (product, untouched) = (await ProductAsync(), await ProductAsync());
        var review = (await WriteAsync(Guid.CreateVersion7(), product, 4)).Review;
        await DeliverAsync(Guid.CreateVersion7(), untouched);
        Assert.Contains(review, await Store.StreamReviewsAsync(None).ToListAsync());
        var ratings = await Store.StreamRatingsAsync(None).ToListAsync();
        Assert.Equal("0 0 0 1 0", string.Join(' ', Assert.Single(ratings, rating => rating.ProductId == product).Histogram));
        Assert.DoesNotContain(ratings, rating => rating.ProductId == untouched);
    }

    private async Task<List<Review>> PagesAsync(ReviewQuery query)
    {
        var all = new List<Review>();
        while (await Store.ListAsync(query, None) is { Count: > 0 } page)
        {
            all.AddRange(page);
            query = query with { After = ReviewCursor.Decode(ReviewCursor.Of(query.Sort, page[^1]).Encode(), query.Sort) };
        }

        return all;
    }
}
