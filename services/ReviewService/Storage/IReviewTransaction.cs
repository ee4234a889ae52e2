using Ecommerce.Contracts;
using Ecommerce.ReviewService.Moderation;
using Ecommerce.ReviewService.Ratings;
using Ecommerce.ReviewService.Reports;
using Ecommerce.ReviewService.Reviews;

namespace Ecommerce.ReviewService.Storage;

/// <summary>
/// A change of reviews, with the events that tell of it: all or nothing. A product's rating is the lock of its reviews, their votes and
/// reports: who changes them has locked it first, and several of them in the order of their ids. Before that comes the question who is erased,
/// which holds an erasure up.
/// </summary>
internal interface IReviewTransaction : IAsyncDisposable
{
    /// <summary>Locks a product's rating, made where it is missing.</summary>
    Task<Rating> LockRatingAsync(Guid product, CancellationToken cancellationToken);
    Task SaveRatingAsync(Rating rating, CancellationToken cancellationToken);

    Task<Review?> FindAsync(Guid id, CancellationToken cancellationToken);
    Task<Review?> FindOfAuthorAsync(Guid author, Guid product, CancellationToken cancellationToken);
    Task<IReadOnlyList<Review>> AllOfAuthorAsync(Guid author, CancellationToken cancellationToken);
    Task SaveAsync(Review review, CancellationToken cancellationToken);

    /// <summary>With its votes and reports.</summary>
    Task DeleteAsync(Guid id, CancellationToken cancellationToken);

    Task<bool?> FindVoteAsync(Guid review, Guid reader, CancellationToken cancellationToken);

    /// <summary>Null takes it back.</summary>
    Task SaveVoteAsync(Guid review, Guid reader, bool? helpful, CancellationToken cancellationToken);

    /// <summary>False: this reader reported this review before.</summary>
    Task<bool> TryAddReportAsync(Report report, CancellationToken cancellationToken);

    Task<bool> IsShownAsync(Guid product, CancellationToken cancellationToken);

    /// <summary>Remembers whether the catalogue shows a product, unless something newer is known.</summary>
    Task SaveProductAsync(Guid product, long version, bool shown, CancellationToken cancellationToken);

    Task<bool> HasReceivedAsync(Guid user, Guid product, CancellationToken cancellationToken);
    Task AddDeliveryAsync(Guid user, Guid product, CancellationToken cancellationToken);

    /// <summary>Whether a person's account was erased; until this transaction ends it is not.</summary>
    Task<bool> IsErasedAsync(Guid user, CancellationToken cancellationToken);

    /// <summary>Remembers that a person's account was erased, once all is stored that they were about to write.</summary>
    Task MarkErasedAsync(Guid user, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Votes and reports of an erased person count on, as nobody's; what was delivered to them is forgotten.</summary>
    Task ForgetAsync(Guid user, CancellationToken cancellationToken);

    /// <summary>Locks the moderators' list; null where they have made none.</summary>
    Task<WordList?> LockWordsAsync(CancellationToken cancellationToken);
    Task SaveWordsAsync(WordList words, CancellationToken cancellationToken);

    Task PublishAsync<TEvent>(TEvent message, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent;

    Task CommitAsync(CancellationToken cancellationToken);
}
