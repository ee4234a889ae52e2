using Ecommerce.Contracts;

namespace Ecommerce.ReviewService.Reviews;

/// <summary>Where a review stands.</summary>
internal static class ReviewStates
{
    /// <summary>Waits for a moderator; nobody else but its author sees it.</summary>
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
/// <param name="AuthorName">What the author wants to be called; null for nothing.</param>
/// <param name="Reason">Why it waits, or in the moderator's words why it was rejected.</param>
/// <param name="Verified">Its author has had the product delivered.</param>
/// <param name="Helpful">Readers whom it helped.</param>
/// <param name="Reports">Readers who reported it since a moderator last looked at it.</param>
/// <param name="Version">Grows by one at each change but those of votes and reports.</param>
internal sealed record Review(
    Guid Id, Guid ProductId, Guid? AuthorId, string? AuthorName, int Stars, string Title, string Text, string State, string? Reason,
    bool Verified, int Helpful, int Unhelpful, int Reports, long Version, DateTimeOffset WrittenAt, DateTimeOffset ChangedAt)
{
    public bool IsPublished => State == ReviewStates.Published;

    public Review Next(DateTimeOffset now) => this with { Version = Version + 1, ChangedAt = now };

    /// <summary>As others are told of it.</summary>
    public ReviewChanged ToEvent() => new(Id, ProductId, Stars, Verified, IsPublished, Version, WrittenAt, ChangedAt);

    /// <summary>As others are told that it is gone.</summary>
    public ReviewChanged ToDeletion(DateTimeOffset now) => Next(now).ToEvent() with { Published = false };
}
