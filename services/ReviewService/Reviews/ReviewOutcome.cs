using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.ReviewService.Reviews;

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

/// <summary>What became of a call: the review as it is now, or why not. Neither: the review is gone.</summary>
internal sealed record ReviewOutcome(Review? Review, ReviewRefusal Refusal = ReviewRefusal.None)
{
    public static ReviewOutcome Refused(ReviewRefusal refusal) => new(null, refusal);

    public ProblemHttpResult ToProblem() => Refusal switch
    {
        ReviewRefusal.NoSuchProduct => Problems.Field(
            StatusCodes.Status404NotFound, "unknown-product", "The catalogue shows no such product.", "productId", "is no product of the catalogue"),
        ReviewRefusal.ReviewedAlready => Problems.Problem(
            StatusCodes.Status409Conflict, "reviewed-already", "You have reviewed this product.", "Edit that review."),
        ReviewRefusal.Stale => Problems.Problem(
            StatusCodes.Status412PreconditionFailed, "stale-version", "The review has changed since it was read."),
        ReviewRefusal.OwnReview => Problems.Problem(StatusCodes.Status409Conflict, "own-review", "This is your own review."),
        ReviewRefusal.ReportedAlready => Problems.Problem(StatusCodes.Status409Conflict, "reported-already", "You have reported this review."),
        ReviewRefusal.AccountErased => Problems.Problem(StatusCodes.Status403Forbidden, "account-erased", "This account was erased."),
        _ => Problems.NotFound("review"),
    };
}
