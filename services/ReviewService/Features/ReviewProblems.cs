using Ecommerce.ReviewService.Domain;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.ReviewService.Features;

/// <summary>Refusals as problem details.</summary>
internal static class ReviewProblems
{
    public static ProblemHttpResult ToProblem(this ReviewOutcome outcome) => ToProblem(outcome.Refusal);

    public static ProblemHttpResult ToProblem(this ReviewRefusal refusal) => refusal switch
    {
        ReviewRefusal.NoSuchProduct => Problems.Field(
            StatusCodes.Status404NotFound, "unknown-product", "The catalogue shows no such product.", "productId",
            "is no product of the catalogue"),
        ReviewRefusal.ReviewedAlready => Problems.Problem(
            StatusCodes.Status409Conflict, "reviewed-already", "You have reviewed this product.", "Edit that review."),
        ReviewRefusal.Stale => Problems.Problem(
            StatusCodes.Status412PreconditionFailed, "stale-version", "The review has changed since it was read."),
        ReviewRefusal.OwnReview => Problems.Problem(StatusCodes.Status409Conflict, "own-review", "This is your own review."),
        ReviewRefusal.ReportedAlready => Problems.Problem(
            StatusCodes.Status409Conflict, "reported-already", "You have reported this review."),
        ReviewRefusal.AccountErased => Problems.Problem(StatusCodes.Status403Forbidden, "account-erased", "This account was erased."),
        _ => Problems.NotFound("review"),
    };
}
