using Ecommerce.Contracts;
using Ecommerce.ReviewService.Domain;
using Ecommerce.ReviewService.Features;
using Ecommerce.ReviewService.Features.WriteReview;
using Ecommerce.ReviewService.Infrastructure;
using Ecommerce.ReviewService.Infrastructure.Messaging;

namespace Ecommerce.ReviewService.Tests.Stores;

/// <summary>What every store of reviews must do, whatever it is made of.</summary>
public abstract partial class ReviewStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    private protected abstract IReviewStore Store { get; }

    /// <summary>The types of the events stored for <paramref name="key"/>, in order.</summary>
    protected abstract Task<IReadOnlyList<string>> EventsAsync(Guid key);

    private ReviewUpdater Updater => new(Store, TimeProvider.System);

    private ReviewCommands Commands => new(Store, Updater, new ReviewWordFilter(Store));

    [Fact]
    public async Task Written_review_is_stored_with_rating_and_events()
    {
        var (author, product) = (Guid.CreateVersion7(), await ProductAsync());
        var written = (await Commands.WriteAsync(author, product, new(4, "Good", "Dry.\nLight.", "Ada"), None)).Review!;
        Assert.Equal(written, await Store.FindAsync(written.Id, None));
        Assert.Equal("0 0 0 1 0", await HistogramAsync(product));
        Assert.Equal(["review-changed.v1", "rating-changed.v1"], await EventsAsync(product));

        var edited = (await Commands.EditAsync(author, written.Id, new(2, "", "Not so dry.", null), new(1), None)).Review!;
        Assert.Equal(edited, await Store.FindAsync(written.Id, None));
        Assert.Equal(2, edited.Version);
        Assert.Equal("0 1 0 0 0", await HistogramAsync(product));
        Assert.Equal(ReviewRefusal.Stale, (await Commands.EditAsync(author, written.Id, new(2, "", "x", null), new(1), None)).Refusal);
        Assert.Equal(ReviewRefusal.None, (await Commands.DeleteAsync(author, written.Id, new(2), None)).Refusal);
        Assert.Null(await Store.FindAsync(written.Id, None));
        Assert.Equal("0 0 0 0 0", await HistogramAsync(product));
    }

    [Fact]
    public async Task Uncommitted_transaction_stores_nothing()
    {
        var (author, product) = (Guid.CreateVersion7(), await ProductAsync());
        await Store.InTransactionAsync(
            async (transaction, token) =>
            {
                var rating = await transaction.LockRatingAsync(product, token);
                var review = ReviewRules.Write(
                    Guid.CreateVersion7(), product, author, new(5, "", "x", null), verified: false, flagged: false, Updater.Now);
                await ReviewWriter.SaveAsync(transaction, rating, null, review, Updater.Now, token);
                return 0;
            },
            None);
        Assert.Empty(await Store.ListByAuthorAsync(author, null, null, 10, None));
        Assert.Equal("0 0 0 0 0", await HistogramAsync(product));
        Assert.Empty(await EventsAsync(product));
    }

    [Fact]
    public async Task Concurrent_reviews_of_one_author_store_only_one()
    {
        var (author, product) = (Guid.CreateVersion7(), await ProductAsync());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => WriteAsync(author, product, 3))));
        Assert.Single(outcomes, outcome => outcome.Review is not null);
        Assert.Equal(7, outcomes.Count(outcome => outcome.Refusal == ReviewRefusal.ReviewedAlready));
        Assert.Equal("0 0 1 0 0", await HistogramAsync(product));
        await Assert.ThrowsAnyAsync<Exception>(() => CommitAsync((transaction, token) => transaction.SaveAsync(
            ReviewRules.Write(Guid.CreateVersion7(), product, author, new(5, "", "x", null), verified: false, flagged: false, Updater.Now),
            token)));
    }

    [Fact]
    public async Task Concurrent_changes_keep_rating_equal_to_published_reviews()
    {
        var product = await ProductAsync();
        var random = new Random(5);
        var plans = Enumerable.Range(0, 30).Select(_ => (First: random.Next(1, 6), Then: random.Next(0, 6))).ToList();
        await Task.WhenAll(plans.Select(plan => Task.Run(async () =>
        {
            var author = Guid.CreateVersion7();
            var id = (await WriteAsync(author, product, plan.First)).Review!.Id;
            var outcome = plan.Then == 0
                ? await Commands.DeleteAsync(author, id, new(1), None)
                : await Commands.EditAsync(author, id, new(plan.Then, "", "Again.", null), new(1), None);
            Assert.Equal(ReviewRefusal.None, outcome.Refusal);
        })));
        Assert.Equal(
            string.Join(' ', Enumerable.Range(1, 5).Select(stars => plans.Count(plan => plan.Then == stars))),
            await HistogramAsync(product));
        var events = await EventsAsync(product);
        Assert.Equal(60, events.Count(type => type == "review-changed.v1"));
        Assert.Equal((await Store.FindRatingAsync(product, None))!.Version, events.Count(type => type == "rating-changed.v1"));
    }

    [Fact]
    public async Task Concurrent_votes_and_reports_count_once_per_reader()
    {
        var product = await ProductAsync();
        var review = (await WriteAsync(Guid.CreateVersion7(), product, 5)).Review!;
        var readers = Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7()).ToList();
        await Task.WhenAll(readers.Concat(readers).Select(reader => Task.Run(() => VoteAsync(review.Id, reader, true))));
        await Task.WhenAll(readers.Take(2).Select(reader => Task.Run(() => VoteAsync(review.Id, reader, false))));
        await VoteAsync(review.Id, readers[5], null);
        var voted = (await Store.FindAsync(review.Id, None))!;
        Assert.Equal((3, 2, 1L), (voted.Helpful, voted.Unhelpful, voted.Version));
        Assert.Equal(
            new Dictionary<Guid, bool> { [review.Id] = false },
            await Store.ListVotesAsync(readers[0], [review.Id, Guid.CreateVersion7()], None));
        Assert.Empty(await Store.ListVotesAsync(readers[5], [review.Id], None));

        var added = await Task.WhenAll(
            readers.Take(3).Concat(readers.Take(3)).Select(reader => Task.Run(() => ReportAsync(review.Id, reader))));
        Assert.Equal(3, added.Count(isNew => isNew));
        Assert.Equal(3, (await Store.ListReportsAsync(review.Id, None)).Count);
        await Commands.DeleteAsync(review.AuthorId!.Value, review.Id, new(null), None);
        Assert.Empty(await Store.ListReportsAsync(review.Id, None));
        Assert.Empty(await Store.ListVotesAsync(readers[0], [review.Id], None));
    }

    private Task<ReviewOutcome> WriteAsync(Guid author, Guid product, int stars, string text = "Words.")
        => Commands.WriteAsync(author, product, new(stars, "", text, null), None);

    private Task<ReviewOutcome> VoteAsync(Guid review, Guid reader, bool? helpful) => Updater.UpdateAsync(
        review, reader,
        async (transaction, current, token) =>
        {
            var earlier = await transaction.FindVoteAsync(review, reader, token);
            await transaction.SaveVoteAsync(review, reader, helpful, token);
            return new(ReviewRules.Vote(current, earlier, helpful));
        },
        None);

    private async Task<bool> ReportAsync(Guid review, Guid reader)
        => (await Updater.UpdateAsync(
            review, reader,
            async (transaction, current, token) => await transaction.TryAddReportAsync(
                new Report(review, reader, "spam", "why", Updater.Now), token)
                ? new(ReviewRules.Report(current, maxReports: 100, Updater.Now))
                : ReviewOutcome.Refused(ReviewRefusal.ReportedAlready),
            None)).Refusal == ReviewRefusal.None;

    private async Task<Guid> ProductAsync()
    {
        var product = Guid.CreateVersion7();
        await CommitAsync((transaction, token) => transaction.SaveProductAsync(product, 1, published: true, token));
        return product;
    }

    private Task<int> DeliverAsync(Guid user, params Guid[] products)
    {
        var lines = products.Select(product => new OrderLine("S", product, "Tent", 1, new Money(1, "EUR"))).ToList();
        var order = new OrderDelivered(Guid.CreateVersion7(), user, lines, TimeProvider.System.GetUtcNow());
        return CommitAsync((transaction, token) => new DeliveryProjection(TimeProvider.System).AddAsync(transaction, order, token));
    }

    private async Task<string> HistogramAsync(Guid product) => string.Join(' ', (await Store.FindRatingAsync(product, None))!.Histogram);

    private Task<int> CommitAsync(Func<IReviewTransaction, CancellationToken, Task> work) => Store.InTransactionAsync(
        async (transaction, token) =>
        {
            await work(transaction, token);
            await transaction.CommitAsync(token);
            return 0;
        },
        None);
}
