using Ecommerce.ReviewService.Domain;

namespace Ecommerce.ReviewService.Infrastructure;

/// <summary>Stores reviews, with two implementations: PostgreSQL and MongoDB.</summary>
internal interface IReviewStore
{
    Task<Review?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>A page of a product's published reviews, in the order of the query.</summary>
    Task<IReadOnlyList<Review>> ListAsync(ReviewQuery query, CancellationToken cancellationToken);

    /// <summary>An author's reviews in any state, the newest first.</summary>
    Task<IReadOnlyList<Review>> ListByAuthorAsync(Guid author, Guid? product, Guid? before, int limit, CancellationToken cancellationToken);

    /// <summary>Reviews in a state, the oldest first.</summary>
    Task<IReadOnlyList<Review>> ListByStateAsync(string state, Guid? after, int limit, CancellationToken cancellationToken);

    /// <summary>The reports of a review, the oldest first.</summary>
    Task<IReadOnlyList<Report>> ListReportsAsync(Guid review, CancellationToken cancellationToken);

    /// <summary>A reader's votes on these reviews: whether each is helpful.</summary>
    Task<IReadOnlyDictionary<Guid,
    bool>> ListVotesAsync(Guid reader, IReadOnlyCollection<Guid> reviews, CancellationToken cancellationToken);

    /// <summary>Null when the catalogue has no such published product.</summary>
    Task<Rating?> FindRatingAsync(Guid product, CancellationToken cancellationToken);

    /// <summary>The moderators' word list; null when they have not changed the default.</summary>
    Task<WordList?> FindWordListAsync(CancellationToken cancellationToken);

    /// <summary>All reviews by id, streamed from the server.</summary>
    IAsyncEnumerable<Review> StreamReviewsAsync(CancellationToken cancellationToken);

    /// <summary>All ratings that have ever changed, streamed from the server.</summary>
    IAsyncEnumerable<Rating> StreamRatingsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction, which it must commit; otherwise it is rolled back. After a conflict with another
    /// transaction it runs again from the start: it must have no effect outside the transaction.
    /// </summary>
    Task<T> InTransactionAsync<T>(Func<IReviewTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken);
}
