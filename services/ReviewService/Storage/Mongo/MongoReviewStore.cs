using System.Runtime.CompilerServices;
using Ecommerce.Mongo;
using Ecommerce.ReviewService.Moderation;
using Ecommerce.ReviewService.Ratings;
using Ecommerce.ReviewService.Reports;
using Ecommerce.ReviewService.Reviews;
using MongoDB.Driver;

namespace Ecommerce.ReviewService.Storage.Mongo;

internal sealed class MongoReviewStore(MongoReviews reviews, TimeProvider time) : IReviewStore
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
            matches &= Behind(query.Sort, after);
        return ReadAsync(matches, Order(query.Sort), query.Limit, cancellationToken);
    }

    public Task<IReadOnlyList<Review>> ListByAuthorAsync(Guid author, Guid? product, Guid? before, int limit, CancellationToken cancellationToken)
    {
        var matches = Filter.Eq(r => r.AuthorId, author);
        if (product is { } of)
            matches &= Filter.Eq(r => r.ProductId, of);
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

    public async Task<IReadOnlyList<Report>> ReportsAsync(Guid review, CancellationToken cancellationToken)
    {
        var found = await reviews.Reports.Find(r => r.ReviewId == review).SortBy(r => r.At).ThenBy(r => r.UserId).ToListAsync(cancellationToken);
        return [.. found.Select(r => r.ToReport())];
    }

    public async Task<IReadOnlyDictionary<Guid, bool>> VotesAsync(Guid reader, IReadOnlyCollection<Guid> reviewIds, CancellationToken cancellationToken)
        => (await reviews.Votes.Find(v => v.UserId == reader && reviewIds.Contains(v.ReviewId)).ToListAsync(cancellationToken))
            .ToDictionary(v => v.ReviewId, v => v.Helpful);

    public async Task<Rating?> FindRatingAsync(Guid product, CancellationToken cancellationToken)
    {
        if (!await reviews.Products.Find(p => p.Id == product && p.Shown).AnyAsync(cancellationToken))
            return null;
        return (await reviews.Ratings.Find(r => r.ProductId == product).FirstOrDefaultAsync(cancellationToken))?.ToRating() ?? Rating.None(product);
    }

    public async Task<WordList?> FindWordsAsync(CancellationToken cancellationToken)
        => (await reviews.Words.Find(w => w.Id == WordListDocument.TheOne).FirstOrDefaultAsync(cancellationToken))?.ToWordList();

    public async IAsyncEnumerable<Review> AllReviewsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var cursor = await reviews.Reviews.Find(_ => true).SortBy(r => r.Id).ToCursorAsync(cancellationToken);
        while (await cursor.MoveNextAsync(cancellationToken))
        {
            foreach (var review in cursor.Current)
                yield return review.ToReview();
        }
    }

    public async IAsyncEnumerable<Rating> AllRatingsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var cursor = await reviews.Ratings.Find(r => r.Version > 0).SortBy(r => r.ProductId).ToCursorAsync(cancellationToken);
        while (await cursor.MoveNextAsync(cancellationToken))
        {
            foreach (var rating in cursor.Current)
                yield return rating.ToRating();
        }
    }

    public Task<T> InTransactionAsync<T>(Func<IReviewTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
        => reviews.InTransactionAsync(time, (session, token) => work(new MongoReviewTransaction(session, reviews, time), token), cancellationToken);

    private async Task<IReadOnlyList<Review>> ReadAsync(
        FilterDefinition<ReviewDocument> matches, SortDefinition<ReviewDocument> order, int limit, CancellationToken cancellationToken)
        => [.. (await reviews.Reviews.Find(matches).Sort(order).Limit(limit).ToListAsync(cancellationToken)).Select(r => r.ToReview())];

    private static SortDefinition<ReviewDocument> Order(ReviewSort sort) => sort switch
    {
        ReviewSort.Newest => Sort.Descending(r => r.Id),
        ReviewSort.Helpful => Sort.Descending(r => r.Helpful).Descending(r => r.Id),
        ReviewSort.Highest => Sort.Descending(r => r.Stars).Descending(r => r.Id),
        ReviewSort.Lowest => Sort.Ascending(r => r.Stars).Ascending(r => r.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(sort)),
    };

    private static FilterDefinition<ReviewDocument> Behind(ReviewSort sort, ReviewCursor after) => sort switch
    {
        ReviewSort.Newest => Filter.Lt(r => r.Id, after.Id),
        ReviewSort.Helpful => Filter.Lt(r => r.Helpful, after.Key) | (Filter.Eq(r => r.Helpful, after.Key) & Filter.Lt(r => r.Id, after.Id)),
        ReviewSort.Highest => Filter.Lt(r => r.Stars, after.Key) | (Filter.Eq(r => r.Stars, after.Key) & Filter.Lt(r => r.Id, after.Id)),
        _ => Filter.Gt(r => r.Stars, after.Key) | (Filter.Eq(r => r.Stars, after.Key) & Filter.Gt(r => r.Id, after.Id)),
    };
}
