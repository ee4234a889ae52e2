using Ecommerce.ReviewService.Moderation;
using Ecommerce.ReviewService.Ratings;
using Ecommerce.ReviewService.Reviews;

namespace Ecommerce.ReviewService.Storage;

/// <summary>Where reviews live.</summary>
internal interface IReviewStore
{
    Task<Review?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>A page of a product's published reviews, in the order of the query.</summary>
    Task<IReadOnlyList<Review>> ListAsync(ReviewQuery query, CancellationToken cancellationToken);

    /// <summary>An author's reviews, in any state, the last one first.</summary>
    Task<IReadOnlyList<Review>> ListByAuthorAsync(Guid author, Guid? product, Guid? before, int limit, CancellationToken cancellationToken);

    /// <summary>Reviews in a state, the oldest first.</summary>
    Task<IReadOnlyList<Review>> ListByStateAsync(string state, Guid? after, int limit, CancellationToken cancellationToken);

    /// <summary>The reports of a review, the oldest first.</summary>
    Task<IReadOnlyList<Reports.Report>> ReportsAsync(Guid review, CancellationToken cancellationToken);

    /// <summary>How a reader voted on these reviews, where they did.</summary>
    Task<IReadOnlyDictionary<Guid, bool>> VotesAsync(Guid reader, IReadOnlyCollection<Guid> reviews, CancellationToken cancellationToken);

    /// <summary>Null: the catalogue shows no such product.</summary>
    Task<Rating?> FindRatingAsync(Guid product, CancellationToken cancellationToken);

    /// <summary>The moderators' list; null where they have made none.</summary>
    Task<WordList?> FindWordsAsync(CancellationToken cancellationToken);

    /// <summary>All reviews by id, one at a time from the server.</summary>
    IAsyncEnumerable<Review> AllReviewsAsync(CancellationToken cancellationToken);

    /// <summary>All ratings that ever changed, one at a time from the server.</summary>
    IAsyncEnumerable<Rating> AllRatingsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction. What it does not commit is rolled back. One that loses against another transaction is
    /// run again from the start: it must have no effect outside the transaction.
    /// </summary>
    Task<T> InTransactionAsync<T>(Func<IReviewTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken);
}
