namespace Ecommerce.ReviewService.Reviews;

/// <summary>What becomes of a review: of what is known of it and of what somebody does, and of nothing else.</summary>
internal static class ReviewRules
{
    /// <param name="caught">A word of it is on the moderators' list.</param>
    public static Review Write(Guid id, Guid product, Guid author, ReviewDraft draft, bool verified, bool caught, DateTimeOffset now)
        => Judge(
            new Review(
                id, product, author, draft.AuthorName, draft.Stars, draft.Title, draft.Text, ReviewStates.Published, null,
                verified, Helpful: 0, Unhelpful: 0, Reports: 0, Version: 1, now, now),
            caught);

    /// <summary>What a moderator has taken away, or was asked to look at, comes back through a moderator alone.</summary>
    public static Review Edit(Review current, ReviewDraft draft, bool caught, DateTimeOffset now)
    {
        var edited = current.Next(now) with { AuthorName = draft.AuthorName, Stars = draft.Stars, Title = draft.Title, Text = draft.Text };
        return current switch
        {
            { State: ReviewStates.Rejected } => edited with { State = ReviewStates.Pending, Reason = PendingReasons.EditedAfterRejection },
            { State: ReviewStates.Pending, Reason: not PendingReasons.WordFilter } => edited,
            _ => Judge(edited, caught),
        };
    }

    public static Review Publish(Review current, DateTimeOffset now)
        => current.Next(now) with { State = ReviewStates.Published, Reason = null, Reports = 0 };

    public static Review Reject(Review current, string reason, DateTimeOffset now)
        => current.Next(now) with { State = ReviewStates.Rejected, Reason = reason, Reports = 0 };

    /// <summary>After <paramref name="most"/> reports a published review is hidden until a moderator has looked at it.</summary>
    public static Review Report(Review current, int most, DateTimeOffset now)
    {
        var reported = current with { Reports = current.Reports + 1 };
        return reported.IsPublished && reported.Reports >= most
            ? reported.Next(now) with { State = ReviewStates.Pending, Reason = PendingReasons.Reported }
            : reported;
    }

    /// <summary>A vote takes the place of an earlier one; null takes it back.</summary>
    public static Review Vote(Review current, bool? earlier, bool? vote) => current with
    {
        Helpful = current.Helpful + Count(vote, true) - Count(earlier, true),
        Unhelpful = current.Unhelpful + Count(vote, false) - Count(earlier, false),
    };

    public static Review Verify(Review current, DateTimeOffset now) => current.Verified ? current : current.Next(now) with { Verified = true };

    /// <summary>Of an erased person nothing stays but the stars that count; null: nobody sees it, so it goes as a whole.</summary>
    public static Review? Erase(Review current, DateTimeOffset now)
        => current.IsPublished ? current.Next(now) with { AuthorId = null, AuthorName = null, Title = "", Text = "" } : null;

    private static Review Judge(Review review, bool caught) => caught
        ? review with { State = ReviewStates.Pending, Reason = PendingReasons.WordFilter }
        : review with { State = ReviewStates.Published, Reason = null };

    private static int Count(bool? vote, bool helpful) => vote == helpful ? 1 : 0;
}
