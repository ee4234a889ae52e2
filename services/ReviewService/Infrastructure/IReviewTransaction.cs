using Ecommerce.Contracts;
using Ecommerce.ReviewService.Domain;

namespace Ecommerce.ReviewService.Infrastructure;

/// <summary>
/// Changes reviews and publishes their events in one transaction. The rating of a product is the lock of its reviews, their votes and
/// reports: it must be locked before they are changed, several ratings in the order of their ids. Whether an account is erased must be
/// checked before that, since the check delays an erasure.
/// </summary>
internal interface IReviewTransaction : IAsyncDisposable
{
    /// <summary>Locks a product's rating, which is created if it is missing.</summary>
    Task<Rating> LockRatingAsync(Guid product, CancellationToken cancellationToken);
    Task SaveRatingAsync(Rating rating, CancellationToken cancellationToken);

    Task<Review?> FindAsync(Guid id, CancellationToken cancellationToken);
    Task<Review?> FindByAuthorAsync(Guid author, Guid product, CancellationToken cancellationToken);
    Task<IReadOnlyList<Review>> ListByAuthorAsync(Guid author, CancellationToken cancellationToken);
    Task SaveAsync(Review review, CancellationToken cancellationToken);

    /// <summary>Deletes a review with its votes and reports.</summary>
    Task DeleteAsync(Guid id, CancellationToken cancellationToken);

    Task<bool?> FindVoteAsync(Guid review, Guid reader, CancellationToken cancellationToken);

    /// <summary>Null removes the vote.</summary>
    Task SaveVoteAsync(Guid review, Guid reader, bool? helpful, CancellationToken cancellationToken);

    /// <returns>False when this reader has already reported this review.</returns>
    Task<bool> TryAddReportAsync(Report report, CancellationToken cancellationToken);

    Task<bool> IsPublishedAsync(Guid product, CancellationToken cancellationToken);

    /// <summary>Stores whether a product is published, unless a newer version is stored.</summary>
    Task SaveProductAsync(Guid product, long version, bool published, CancellationToken cancellationToken);

    Task<bool> HasDeliveryAsync(Guid user, Guid product, CancellationToken cancellationToken);
    Task AddDeliveryAsync(Guid user, Guid product, CancellationToken cancellationToken);

    /// <summary>Whether an account was erased. If it was not, it is not erased before this transaction ends.</summary>
    Task<bool> IsErasedAsync(Guid user, CancellationToken cancellationToken);

    /// <summary>Marks an account as erased, after running transactions of that account have ended.</summary>
    Task MarkErasedAsync(Guid user, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Detaches an account from its votes and reports, which still count, and deletes its deliveries.</summary>
    Task AnonymizeAsync(Guid user, CancellationToken cancellationToken);

    /// <summary>Locks the moderators' word list; null when they have not changed the default.</summary>
    Task<WordList?> LockWordListAsync(CancellationToken cancellationToken);
    Task SaveWordListAsync(WordList words, CancellationToken cancellationToken);

    Task PublishAsync<TEvent>(TEvent message, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent;

    Task CommitAsync(CancellationToken cancellationToken);
}
