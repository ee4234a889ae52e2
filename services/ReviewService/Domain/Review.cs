using Ecommerce.Contracts;

namespace Ecommerce.ReviewService.Domain;

/// <summary>States of a review.</summary>
internal static class ReviewStates
{
    /// <summary>Waits for a moderator; otherwise only its author sees it.</summary>
    public const string Pending = "pending";

    public const string Published = "published";
    public const string Rejected = "rejected";

    public static readonly IReadOnlyList<string> All = [Pending, Published, Rejected];
}

/// <summary>Why a review waits for a moderator.</summary>
internal static class PendingReasons
{
    public const string WordFilter = "word-filter";
    public const string Reported = "reported";
    public const string EditedAfterRejection = "edited-after-rejection";
}

/// <param name="AuthorId">Null once the author's account was erased.</param>
/// <param name="AuthorName">The name to show; null: none.</param>
/// <param name="Reason">Why it is pending, see <see cref="PendingReasons"/>, or why a moderator rejected it.</param>
/// <param name="Verified">Whether the product was delivered to its author.</param>
/// <param name="Helpful">The number of readers who found it helpful.</param>
/// <param name="Reports">The number of readers who reported it since a moderator last checked it.</param>
/// <param name="Version">Grows by one with each change except votes and reports.</param>
internal sealed record Review(
    Guid Id, Guid ProductId, Guid? AuthorId, string? AuthorName, int Stars, string Title, string Text, string State, string? Reason,
    bool Verified, int Helpful, int Unhelpful, int Reports, long Version, DateTimeOffset WrittenAt, DateTimeOffset ChangedAt)
{
    public bool IsPublished => State == ReviewStates.Published;

    public Review NextVersion(DateTimeOffset now) => this with { Version = Version + 1, ChangedAt = now };

    public ReviewChanged ToEvent() => new(Id, ProductId, Stars, Verified, IsPublished, Version, WrittenAt, ChangedAt);

    /// <summary>The event of its deletion.</summary>
    public ReviewChanged ToDeletion(DateTimeOffset now) => NextVersion(now).ToEvent() with { Published = false };
}
