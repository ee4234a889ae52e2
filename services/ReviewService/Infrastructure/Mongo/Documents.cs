using Ecommerce.ReviewService.Domain;
using MongoDB.Bson.Serialization.Attributes;

namespace Ecommerce.ReviewService.Infrastructure.Mongo;

internal sealed record ReviewDocument
{
    [BsonId] public required Guid Id { get; init; }
    public required Guid ProductId { get; init; }

    /// <summary>Omitted once the account was erased, so that the document is not in the unique index.</summary>
    [BsonIgnoreIfNull] public required Guid? AuthorId { get; init; }
    public required string? AuthorName { get; init; }
    public required int Stars { get; init; }
    public required string Title { get; init; }
    public required string Text { get; init; }
    public required string State { get; init; }
    public required string? Reason { get; init; }
    public required bool Verified { get; init; }
    public required int Helpful { get; init; }
    public required int Unhelpful { get; init; }
    public required int Reports { get; init; }
    public required long Version { get; init; }
    public required DateTime WrittenAt { get; init; }
    public required DateTime ChangedAt { get; init; }

    public static ReviewDocument Of(Review review) => new()
    {
        Id = review.Id,
        ProductId = review.ProductId,
        AuthorId = review.AuthorId,
        AuthorName = review.AuthorName,
        Stars = review.Stars,
        Title = review.Title,
        Text = review.Text,
        State = review.State,
        Reason = review.Reason,
        Verified = review.Verified,
        Helpful = review.Helpful,
        Unhelpful = review.Unhelpful,
        Reports = review.Reports,
        Version = review.Version,
        WrittenAt = review.WrittenAt.UtcDateTime,
        ChangedAt = review.ChangedAt.UtcDateTime,
    };

    public Review ToReview() => new(
        Id, ProductId, AuthorId, AuthorName, Stars, Title, Text, State, Reason, Verified, Helpful, Unhelpful, Reports, Version, WrittenAt,
        ChangedAt);
}

internal sealed record RatingDocument
{
    [BsonId] public required Guid ProductId { get; init; }
    public long Version { get; init; }
    public int[] Histogram { get; init; } = [];

    /// <summary>Incremented to lock the document: of two transactions that increment it, one conflicts and runs again.</summary>
    public long Lock { get; init; }

    public Rating ToRating() => Histogram.Length == 0 ? Rating.None(ProductId) : new(ProductId, Version, Histogram);
}

internal sealed record ProductDocument
{
    [BsonId] public required Guid Id { get; init; }
    public required long Version { get; init; }
    public required bool Shown { get; init; }
}

internal sealed record DeliveryDocument
{
    /// <summary>The user and the product.</summary>
    [BsonId] public required string Id { get; init; }
    public required Guid UserId { get; init; }
}

internal sealed record PersonDocument
{
    [BsonId] public required Guid Id { get; init; }

    /// <summary>Null while the account exists.</summary>
    public DateTime? ErasedAt { get; init; }

    /// <summary>Incremented by everything that the person writes, so that it conflicts with a concurrent erasure.</summary>
    public long Lock { get; init; }
}

internal sealed record VoteDocument
{
    [BsonId] public required Guid Id { get; init; }
    public required Guid ReviewId { get; init; }
    public required Guid UserId { get; init; }
    public required bool Helpful { get; init; }
}

internal sealed record ReportDocument
{
    [BsonId] public required Guid Id { get; init; }
    public required Guid ReviewId { get; init; }
    public required Guid UserId { get; init; }
    public required string Reason { get; init; }
    public required string Comment { get; init; }
    public required DateTime At { get; init; }

    public Report ToReport() => new(ReviewId, UserId, Reason, Comment, At);
}

internal sealed record WordListDocument
{
    /// <summary>The id of the only list.</summary>
    public const int SingletonId = 1;

    [BsonId] public int Id { get; init; } = SingletonId;
    public long Version { get; init; }

    /// <summary>Null when the document was only created to be locked.</summary>
    public IReadOnlyList<string>? Words { get; init; }
    public long Lock { get; init; }

    public WordList? ToWordList() => Words is null ? null : new(Version, Words);
}
