using Ecommerce.Contracts;
using Ecommerce.Mongo;
using Ecommerce.ReviewService.Domain;
using MongoDB.Driver;

namespace Ecommerce.ReviewService.Infrastructure.Mongo;

/// <summary>A running transaction, which the caller disposes.</summary>
internal sealed class MongoReviewTransaction(IClientSessionHandle session, MongoReviews reviews, TimeProvider timeProvider)
    : IReviewTransaction
{
    private static readonly ReplaceOptions Upsert = new() { IsUpsert = true };

    public async Task<Rating> LockRatingAsync(Guid product, CancellationToken cancellationToken)
    {
        var document = await reviews.Ratings.FindOneAndUpdateAsync(
            session, Builders<RatingDocument>.Filter.Eq(r => r.ProductId, product), Builders<RatingDocument>.Update.Inc(r => r.Lock, 1),
            UpsertAndReturn<RatingDocument>(), cancellationToken);
        return document.ToRating();
    }

    public Task SaveRatingAsync(Rating rating, CancellationToken cancellationToken)
        => reviews.Ratings.UpdateOneAsync(
            session, r => r.ProductId == rating.ProductId,
            Builders<RatingDocument>.Update.Set(r => r.Version, rating.Version).Set(r => r.Histogram, [.. rating.Histogram]),
            cancellationToken: cancellationToken);

    public async Task<Review?> FindAsync(Guid id, CancellationToken cancellationToken)
        => (await reviews.Reviews.Find(session, r => r.Id == id).FirstOrDefaultAsync(cancellationToken))?.ToReview();

    public async Task<Review?> FindByAuthorAsync(Guid author, Guid product, CancellationToken cancellationToken)
    {
        var document = await reviews.Reviews.Find(session, r => r.AuthorId == author && r.ProductId == product)
            .FirstOrDefaultAsync(cancellationToken);
        return document?.ToReview();
    }

    public async Task<IReadOnlyList<Review>> ListByAuthorAsync(Guid author, CancellationToken cancellationToken)
    {
        var documents = await reviews.Reviews.Find(session, r => r.AuthorId == author).ToListAsync(cancellationToken);
        return [.. documents.Select(document => document.ToReview())];
    }

    public Task SaveAsync(Review review, CancellationToken cancellationToken)
        => reviews.Reviews.ReplaceOneAsync(session, r => r.Id == review.Id, ReviewDocument.Of(review), Upsert, cancellationToken);

    public async Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await reviews.Reviews.DeleteOneAsync(session, r => r.Id == id, cancellationToken: cancellationToken);
        await reviews.Votes.DeleteManyAsync(session, v => v.ReviewId == id, cancellationToken: cancellationToken);
        await reviews.Reports.DeleteManyAsync(session, r => r.ReviewId == id, cancellationToken: cancellationToken);
    }

    public async Task<bool?> FindVoteAsync(Guid review, Guid reader, CancellationToken cancellationToken)
    {
        var vote = await reviews.Votes.Find(session, v => v.ReviewId == review && v.UserId == reader)
            .FirstOrDefaultAsync(cancellationToken);
        return vote?.Helpful;
    }

    public async Task SaveVoteAsync(Guid review, Guid reader, bool? helpful, CancellationToken cancellationToken)
    {
        await reviews.Votes.DeleteOneAsync(session, v => v.ReviewId == review && v.UserId == reader, cancellationToken: cancellationToken);
        if (helpful is { } vote)
        {
            await reviews.Votes.InsertOneAsync(
                session, new VoteDocument { Id = NewId(), ReviewId = review, UserId = reader, Helpful = vote },
                cancellationToken: cancellationToken);
        }
    }

    public async Task<bool> TryAddReportAsync(Report report, CancellationToken cancellationToken)
    {
        var reported = reviews.Reports.Find(session, r => r.ReviewId == report.ReviewId && r.UserId == report.UserId);
        if (await reported.AnyAsync(cancellationToken))
            return false;

        var document = new ReportDocument
        {
            Id = NewId(),
            ReviewId = report.ReviewId,
            UserId = report.UserId,
            Reason = report.Reason,
            Comment = report.Comment,
            At = report.At.UtcDateTime,
        };
        await reviews.Reports.InsertOneAsync(session, document, cancellationToken: cancellationToken);
        return true;
    }

    public Task<bool> IsPublishedAsync(Guid product, CancellationToken cancellationToken)
        => reviews.Products.Find(session, p => p.Id == product && p.Shown).AnyAsync(cancellationToken);

    public async Task SaveProductAsync(Guid product, long version, bool published, CancellationToken cancellationToken)
    {
        if (!await reviews.Products.Find(session, p => p.Id == product && p.Version >= version).AnyAsync(cancellationToken))
        {
            await reviews.Products.ReplaceOneAsync(
                session, p => p.Id == product, new ProductDocument { Id = product, Version = version, Shown = published }, Upsert,
                cancellationToken);
        }
    }

    public Task<bool> HasDeliveryAsync(Guid user, Guid product, CancellationToken cancellationToken)
    {
        var id = DeliveryId(user, product);
        return reviews.Deliveries.Find(session, d => d.Id == id).AnyAsync(cancellationToken);
    }

    public Task AddDeliveryAsync(Guid user, Guid product, CancellationToken cancellationToken)
    {
        var id = DeliveryId(user, product);
        var delivery = new DeliveryDocument { Id = id, UserId = user };
        return reviews.Deliveries.ReplaceOneAsync(session, d => d.Id == id, delivery, Upsert, cancellationToken);
    }

    public async Task<bool> IsErasedAsync(Guid user, CancellationToken cancellationToken)
    {
        var document = await reviews.People.FindOneAndUpdateAsync(
            session, Builders<PersonDocument>.Filter.Eq(p => p.Id, user), Builders<PersonDocument>.Update.Inc(p => p.Lock, 1),
            UpsertAndReturn<PersonDocument>(), cancellationToken);
        return document.ErasedAt is not null;
    }

    public Task MarkErasedAsync(Guid user, DateTimeOffset at, CancellationToken cancellationToken)
        => reviews.People.UpdateOneAsync(
            session, p => p.Id == user, Builders<PersonDocument>.Update.Set(p => p.ErasedAt, at.UtcDateTime).Inc(p => p.Lock, 1),
            new UpdateOptions { IsUpsert = true }, cancellationToken);

    public async Task AnonymizeAsync(Guid user, CancellationToken cancellationToken)
    {
        foreach (var vote in await reviews.Votes.Find(session, v => v.UserId == user).ToListAsync(cancellationToken))
        {
            var anonymous = vote with { UserId = NewId() };
            await reviews.Votes.ReplaceOneAsync(session, v => v.Id == vote.Id, anonymous, cancellationToken: cancellationToken);
        }

        foreach (var report in await reviews.Reports.Find(session, r => r.UserId == user).ToListAsync(cancellationToken))
        {
            var anonymous = report with { UserId = NewId(), Comment = "" };
            await reviews.Reports.ReplaceOneAsync(session, r => r.Id == report.Id, anonymous, cancellationToken: cancellationToken);
        }

        await reviews.Deliveries.DeleteManyAsync(session, d => d.UserId == user, cancellationToken: cancellationToken);
    }

    public async Task<WordList?> LockWordListAsync(CancellationToken cancellationToken)
    {
        var document = await reviews.Words.FindOneAndUpdateAsync(
            session, Builders<WordListDocument>.Filter.Eq(w => w.Id, WordListDocument.SingletonId),
            Builders<WordListDocument>.Update.Inc(w => w.Lock, 1), UpsertAndReturn<WordListDocument>(), cancellationToken);
        return document.ToWordList();
    }

    public Task SaveWordListAsync(WordList words, CancellationToken cancellationToken)
        => reviews.Words.UpdateOneAsync(
            session, w => w.Id == WordListDocument.SingletonId,
            Builders<WordListDocument>.Update.Set(w => w.Version, words.Version).Set(w => w.Words, words.Words),
            new UpdateOptions { IsUpsert = true }, cancellationToken);

    public Task PublishAsync<TEvent>(TEvent message, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent
        => reviews.AddToOutboxAsync(session, [message], timeProvider.GetUtcNow(), cancellationToken);

    /// <returns>False when the event was already handled.</returns>
    public Task<bool> TryAddToInboxAsync(string consumer, Guid eventId, CancellationToken cancellationToken)
        => reviews.TryAddToInboxAsync(session, consumer, eventId, timeProvider.GetUtcNow(), cancellationToken);

    public Task CommitAsync(CancellationToken cancellationToken) => session.CommitAsync(timeProvider, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static FindOneAndUpdateOptions<TDocument> UpsertAndReturn<TDocument>()
        => new() { IsUpsert = true, ReturnDocument = ReturnDocument.After };

    private Guid NewId() => Guid.CreateVersion7(timeProvider.GetUtcNow());

    public static string DeliveryId(Guid user, Guid product) => $"{user}/{product}";
}
