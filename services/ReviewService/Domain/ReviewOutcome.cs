namespace Ecommerce.ReviewService.Domain;

internal enum ReviewRefusal
{
    None,
    NoSuchReview,
    NoSuchProduct,
    ReviewedAlready,
    Stale,
    OwnReview,
    ReportedAlready,
    AccountErased,
}

/// <summary>The result of a command: the review after it, or why it was refused. Without either, the review is deleted.</summary>
internal sealed record ReviewOutcome(Review? Review, ReviewRefusal Refusal = ReviewRefusal.None)
{
    public static ReviewOutcome Refused(ReviewRefusal refusal) => new(null, refusal);
}
