using Ecommerce.ReviewService.Moderation;
using Ecommerce.ReviewService.Projections;
using Ecommerce.ReviewService.Reviews;

namespace Ecommerce.ReviewService.Tests.Stores;

/// <summary>Lists, projections, the list of words, exports.</summary>
public abstract partial class ReviewStoreContract
{
    [SkippableFact]
    public async Task Pages_of_each_sort_hold_every_published_review_once_and_in_order()
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
            Assert.Equal([5, 5], (await PagesAsync(new(product, sort, Stars: 5, Verified: false, After: null, Limit: 1))).Select(r => r.Stars));
            Assert.Empty(await PagesAsync(new(product, sort, Stars: null, Verified: true, After: null, Limit: 1)));
        }
    }

    [SkippableFact]
    public async Task Authors_and_moderators_list_what_is_theirs_by_page()
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
        Assert.Equal([written[1], written[2]], (await Store.ListByStateAsync(ReviewStates.Pending, written[0].Id, 100, None)).Where(r => r.AuthorId == author));
        Assert.DoesNotContain(await Store.ListByStateAsync(ReviewStates.Rejected, null, 100, None), r => r.AuthorId == author);
    }

    [SkippableFact]
    public async Task A_delivery_verifies_the_review_that_was_there_and_the_one_that_comes()
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

    [SkippableFact]
    public async Task An_erased_person_leaves_their_stars_and_their_votes_as_nobodys()
    {
        var (person, product) = (Guid.CreateVersion7(), await ProductAsync());
        var others = (await WriteAsync(Guid.CreateVersion7(), product, 2)).Review!;
        var published = (await WriteAsync(person, product, 4, "I am Ada.")).Review!;
        var hidden = (await WriteAsync(person, await ProductAsync(), 4, "Shit.")).Review!;
        await VoteAsync(others.Id, person, true);
        await ReportAsync(others.Id, person);
        await DeliverAsync(person, product);
        await CommitAsync((transaction, token) => new Erasure(TimeProvider.System).EraseAsync(transaction, person, token));

        var erased = (await Store.FindAsync(published.Id, None))!;
        Assert.Equal((null, null, "", "", 4), (erased.AuthorId, erased.AuthorName, erased.Title, erased.Text, erased.Stars));
        Assert.Null(await Store.FindAsync(hidden.Id, None));
        Assert.Equal("0 1 0 1 0", await HistogramAsync(product));
        Assert.Empty(await Store.VotesAsync(person, [others.Id], None));
        Assert.DoesNotContain(await Store.ReportsAsync(others.Id, None), report => report.UserId == person || report.Comment.Length > 0);
        Assert.Equal(1, (await Store.FindAsync(others.Id, None))!.Helpful);
        // Two whose authors are gone do not stand in each other's way.
        var another = Guid.CreateVersion7();
        await WriteAsync(another, product, 1);
        await CommitAsync((transaction, token) => new Erasure(TimeProvider.System).EraseAsync(transaction, another, token));
        Assert.Equal("1 1 0 1 0", await HistogramAsync(product));
    }

    [SkippableFact]
    public async Task Whoever_was_erased_writes_votes_reports_and_receives_nothing_any_more()
    {
        var (person, product) = (Guid.CreateVersion7(), await ProductAsync());
        var others = (await WriteAsync(Guid.CreateVersion7(), product, 2)).Review!;
        await CommitAsync((transaction, token) => new Erasure(TimeProvider.System).EraseAsync(transaction, person, token));

        Assert.Equal(ReviewRefusal.AccountErased, (await WriteAsync(person, product, 5)).Refusal);
        Assert.Equal(ReviewRefusal.AccountErased, (await VoteAsync(others.Id, person, true)).Refusal);
        Assert.False(await ReportAsync(others.Id, person));
        await DeliverAsync(person, product);
        Assert.False(await Store.InTransactionAsync((transaction, token) => transaction.HasReceivedAsync(person, product, token), None));
        Assert.Equal(0, (await Store.FindAsync(others.Id, None))!.Helpful);
        Assert.Equal("0 1 0 0 0", await HistogramAsync(product));
    }

    [SkippableFact]
    public async Task Of_a_review_and_an_erasure_at_once_nothing_is_left_that_names_its_author()
    {
        var products = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ProductAsync()));
        await Task.WhenAll(products.Select(product => Task.Run(async () =>
        {
            var person = Guid.CreateVersion7();
            await Task.WhenAll(
                Task.Run(() => WriteAsync(person, product, 4)),
                Task.Run(() => CommitAsync((transaction, token) => new Erasure(TimeProvider.System).EraseAsync(transaction, person, token))));
            Assert.Empty(await Store.ListByAuthorAsync(person, null, null, 10, None));
        })));
    }

    [SkippableFact]
    public async Task A_product_is_shown_as_the_last_version_says_whatever_comes_later()
    {
        var product = await ProductAsync();
        await CommitAsync((transaction, token) => transaction.SaveProductAsync(product, 3, shown: false, token));
        await CommitAsync((transaction, token) => transaction.SaveProductAsync(product, 2, shown: true, token));
        Assert.Null(await Store.FindRatingAsync(product, None));
        Assert.Equal(ReviewRefusal.NoSuchProduct, (await WriteAsync(Guid.CreateVersion7(), product, 1)).Refusal);
        await CommitAsync((transaction, token) => transaction.SaveProductAsync(product, 4, shown: true, token));
        Assert.Equal(0, (await Store.FindRatingAsync(product, None))!.Count);
        Assert.Null(await Store.FindRatingAsync(Guid.CreateVersion7(), None));
    }

    [SkippableFact]
    public async Task Of_moderators_who_change_the_words_at_once_one_does()
    {
        var words = new Words(Store);
        var before = await words.ReadAsync(None);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Task.Run(() => words.ReplaceAsync(["shit", $"word{i}"], new(before.Version), None))));
        var next = Assert.Single(outcomes, list => list is not null)!;
        Assert.Equal(before.Version + 1, next.Version);
        Assert.Equal(next.Words, (await words.ReadAsync(None)).Words);
    }

    [SkippableFact]
    public async Task Exports_have_every_review_and_every_rating_that_ever_changed()
    {
        var (product, untouched) = (await ProductAsync(), await ProductAsync());
        var review = (await WriteAsync(Guid.CreateVersion7(), product, 4)).Review!;
        await DeliverAsync(Guid.CreateVersion7(), untouched);
        Assert.Contains(review, await Store.AllReviewsAsync(None).ToListAsync());
        var ratings = await Store.AllRatingsAsync(None).ToListAsync();
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
