using System.Runtime.CompilerServices;
using Ecommerce.Mongo;
using Ecommerce.ReviewService.Domain;
using MongoDB.Driver;

namespace Ecommerce.ReviewService.Infrastructure.Mongo;

internal sealed class MongoReviewStore(MongoReviews reviews, TimeProvider timeProvider) : IReviewStore
{
    private static FilterDefinitionBuilder<ReviewDocument> Filter => Builders<ReviewDocument>.Filter;

    private static SortDefinitionBuilder<ReviewDocument> Sort => Builders<ReviewDocument>.Sort;

    public async Task<Review?> FindAsync(Guid id, CancellationToken cancellationToken)
        => (await reviews.Reviews.Find(r => r.Id == id).FirstOrDefaultAsync(cancellationToken))?.ToReview();

    public Task<IReadOnlyList<Review>> ListAsync(ReviewQuery query, CancellationToken cancellationToken)
    {
        var matches = Filter.Eq(r => r.ProductId, query.ProductId) & Filter.Eq(r => r.State, ReviewStates.Published);
        if (query.Stars is { } stars)
            matches &= Filter.Eq(r => r.Stars, stars);
        if (query.Verified is { } verified)
            matches &= Filter.Eq(r => r.Verified, verified);
        if (query.After is { } after)
            matches &= AfterCursor(query.Sort, after);
        return ReadAsync(matches, Order(query.Sort), query.Limit, cancellationToken);
    }

    public Task<IReadOnlyList<Review>> ListByAuthorAsync(
        Guid author, Guid? product, Guid? before, int limit, CancellationToken cancellationToken)
    {
        var matches = Filter.Eq(r => r.AuthorId, author);
        if (product is { } productId)
            matches &= Filter.Eq(r => r.ProductId, productId);
        if (before is { } last)
            matches &= Filter.Lt(r => r.Id, last);
        return ReadAsync(matches, Sort.Descending(r => r.Id), limit, cancellationToken);
    }

    public Task<IReadOnlyList<Review>> ListByStateAsync(string state, Guid? after, int limit, CancellationToken cancellationToken)
    {
        var matches = Filter.Eq(r => r.State, state);
        if (after is { } last)
            matches &= Filter.Gt(r => r.Id, last);
        return ReadAsync(matches, Sort.Ascending(r => r.Id), limit, cancellationToken);
    }

    public async Task<IReadOnlyList<Report>> ListReportsAsync(Guid review, CancellationToken cancellationToken)
    {
        var found = await reviews.Reports.Find(r => r.ReviewId == review)
            .SortBy(r => r.At)
            .ThenBy(r => r.UserId)
            .ToListAsync(cancellationToken);
        return [.. found.Select(r => r.ToReport())];
    }

    public async Task<IReadOnlyDictionary<Guid, bool>> ListVotesAsync(
        Guid reader, IReadOnlyCollection<Guid> reviewIds, CancellationToken cancellationToken)
    {
        var votes = await reviews.Votes.Find(v => v.UserId == reader && reviewIds.Contains(v.ReviewId)).ToListAsync(cancellationToken);
        return votes.ToDictionary(v => v.ReviewId, v => v.Helpful);
    }

    public async Task<Rating?> FindRatingAsync(Guid product, CancellationToken cancellationToken)
    {
        if (!await reviews.Products.Find(p => p.Id == product && p.Shown).AnyAsync(cancellationToken))
            return null;
        var document = await reviews.Ratings.Find(r => r.ProductId == product).FirstOrDefaultAsync(cancellationToken);
        return document?.ToRating() ?? Rating.None(product);
    }

    public async Task<WordList?> FindWordListAsync(CancellationToken cancellationToken)
        => (await reviews.Words.Find(w => w.Id == WordListDocument.SingletonId).FirstOrDefaultAsync(cancellationToken))?.ToWordList();

    public async IAsyncEnumerable<Review> StreamReviewsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var cursor = await reviews.Reviews.Find(_ => true).SortBy(r => r.Id).ToCursorAsync(cancellationToken);
        while (await cursor.MoveNextAsync(cancellationToken))
        {
            foreach (var review in cursor.Current)
                yield return review.ToReview();
        }
    }

    public async IAsyncEnumerable<Rating> StreamRatingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var cursor = await reviews.Ratings.Find(r => r.Version > 0).SortBy(r => r.ProductId).ToCursorAsync(cancellationToken);
        while (await cursor.MoveNextAsync(cancellationToken))
        {
            foreach (var rating in cursor.Current)
                yield return rating.ToRating();
        }
    }

    public Task<T> InTransactionAsync<T>(Func<IReviewTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
        => reviews.InTransactionAsync(
            timeProvider, (session, token) => work(new MongoReviewTransaction(session, reviews, timeProvider), token), cancellationToken);

    private async Task<IReadOnlyList<Review>> ReadAsync(
        FilterDefinition<ReviewDocument> matches, SortDefinition<ReviewDocument> order, int limit, CancellationToken cancellationToken)
    {
        var documents = await reviews.Reviews.Find(matches).Sort(order).Limit(limit).ToListAsync(cancellationToken);
        return [.. documents.Select(document => document.ToReview())];
    }

    private static SortDefinition<ReviewDocument> Order(ReviewSort sort) => sort switch
    {
        ReviewSort.Newest => Sort.Descending(r => r.Id),
        ReviewSort.Helpful => Sort.Descending(r => r.Helpful).Descending(r => r.Id),
        ReviewSort.Highest => Sort.Descending(r => r.Stars).Descending(r => r.Id),
        ReviewSort.Lowest => Sort.Ascending(r => r.Stars).Ascending(r => r.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(sort)),
    };

    private static FilterDefinition<ReviewDocument> AfterCursor(ReviewSort sort, ReviewCursor after) => sort switch
    {
        ReviewSort.Newest => Filter.Lt(r => r.Id, after.Id),
        ReviewSort.Helpful =>
            Filter.Lt(r => r.Helpful, after.Key) | (Filter.Eq(r => r.Helpful, after.Key) & Filter.Lt(r => r.Id, after.Id)),
        ReviewSort.Highest => Filter.Lt(r => r.Stars, after.Key) | (Filter.Eq(r => r.Stars, after.Key) & Filter.Lt(r => r.Id, after.Id)),
        _ => Filter.Gt(r => r.Stars, after.Key) | (Filter.Eq(r => r.Stars, after.Key) & Filter.Gt(r => r.Id, after.Id)),
    };
}
