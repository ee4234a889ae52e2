namespace Ecommerce.ReviewService.Domain;

/// <summary>The transitions of a review, as pure functions.</summary>
internal static class ReviewRules
{
    /// <param name="flagged">Whether the word filter matches it.</param>
    public static Review Write(Guid id, Guid product, Guid author, ReviewDraft draft, bool verified, bool flagged, DateTimeOffset now)
        => Screen(
            new Review(
                id, product, author, draft.AuthorName, draft.Stars, draft.Title, draft.Text, ReviewStates.Published, null,
                verified, Helpful: 0, Unhelpful: 0, Reports: 0, Version: 1, now, now),
            flagged);

    /// <summary>Only a moderator publishes a review again that was rejected or reported.</summary>
    public static Review Edit(Review current, ReviewDraft draft, bool flagged, DateTimeOffset now)
    {
        var edited = current.NextVersion(now) with
        {
            AuthorName = draft.AuthorName,
            Stars = draft.Stars,
            Title = draft.Title,
            Text = draft.Text,
        };
        return current switch
        {
            { State: ReviewStates.Rejected } => edited with { State = ReviewStates.Pending, Reason = PendingReasons.EditedAfterRejection },
            { State: ReviewStates.Pending, Reason: not PendingReasons.WordFilter } => edited,
            _ => Screen(edited, flagged),
        };
    }

    public static Review Publish(Review current, DateTimeOffset now)
        => current.NextVersion(now) with { State = ReviewStates.Published, Reason = null, Reports = 0 };

    public static Review Reject(Review current, string reason, DateTimeOffset now)
        => current.NextVersion(now) with { State = ReviewStates.Rejected, Reason = reason, Reports = 0 };

    /// <summary>After <paramref name="maxReports"/> reports a published review is hidden until a moderator has checked it.</summary>
    public static Review Report(Review current, int maxReports, DateTimeOffset now)
    {
        var reported = current with { Reports = current.Reports + 1 };
        return reported.IsPublished && reported.Reports >= maxReports
            ? reported.NextVersion(now) with { State = ReviewStates.Pending, Reason = PendingReasons.Reported }
            : reported;
    }

    /// <summary>Replaces the reader's earlier vote; null removes it.</summary>
    public static Review Vote(Review current, bool? earlier, bool? vote) => current with
    {
        Helpful = current.Helpful + Count(vote, true) - Count(earlier, true),
        Unhelpful = current.Unhelpful + Count(vote, false) - Count(earlier, false),
    };

    public static Review Verify(Review current, DateTimeOffset now)
        => current.Verified ? current : current.NextVersion(now) with { Verified = true };

    /// <summary>
    /// Removes all personal data; the stars of a published review still count. Null: it is not published and to be deleted.
    /// </summary>
    public static Review? Erase(Review current, DateTimeOffset now)
        => current.IsPublished
            ? current.NextVersion(now) with { AuthorId = null, AuthorName = null, Title = "", Text = "" }
            : null;

    private static Review Screen(Review review, bool flagged) => flagged
        ? review with { State = ReviewStates.Pending, Reason = PendingReasons.WordFilter }
        : review with { State = ReviewStates.Published, Reason = null };

    private static int Count(bool? vote, bool helpful) => vote == helpful ? 1 : 0;
}
