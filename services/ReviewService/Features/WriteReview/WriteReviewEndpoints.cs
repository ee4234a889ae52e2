using System.Security.Claims;
using Ecommerce.ReviewService.Domain;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.ReviewService.Features.WriteReview;

/// <summary>Authors write, edit and delete their reviews.</summary>
internal static class WriteReviewEndpoints
{
    public static void MapWriteReviews(this IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup("/reviews").WithTags("reviews").RequireAuthorization();
        reviews.MapPost("/", WriteAsync).WithName("WriteReview").WithSummary("Writes a review");
        reviews.MapPut("/{id:guid}", EditAsync).WithName("EditReview").WithSummary("Replaces a review");
        reviews.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteReview").WithSummary("Deletes a review");
    }

    private static async Task<Results<Created<ReviewResponse>, ProblemHttpResult>> WriteAsync(
        ReviewInput input, ClaimsPrincipal caller, ReviewCommands commands, HttpResponse response, CancellationToken cancellationToken)
    {
        var errors = input.Check(out var draft).Check("productId", input.ProductId is not null, "is required");
        if (errors.TryGetProblem(out var refusal))
            return refusal;

        var outcome = await commands.WriteAsync(caller.UserId(), input.ProductId!.Value, draft, cancellationToken);
        if (outcome.Review is not { } review)
            return outcome.ToProblem();
        response.Headers.ETag = VersionTag.Of(review.Version);
        return TypedResults.Created($"/reviews/{review.Id}", ReviewResponse.Of(review, caller.UserId()));
    }

    private static async Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> EditAsync(
        Guid id, ReviewInput input, ClaimsPrincipal caller, HttpRequest request, ReviewCommands commands, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (ExpectedVersion.Require(request, out var expected) is { } problem)
            return problem;
        if (input.Check(out var draft).TryGetProblem(out var refusal))
            return refusal;

        var outcome = await commands.EditAsync(caller.UserId(), id, draft, expected, cancellationToken);
        if (outcome.Review is not { } review)
            return outcome.ToProblem();
        response.Headers.ETag = VersionTag.Of(review.Version);
        return TypedResults.Ok(ReviewResponse.Of(review, caller.UserId()));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, ClaimsPrincipal caller, HttpRequest request, ReviewCommands commands, CancellationToken cancellationToken)
    {
        if (ExpectedVersion.Require(request, out var expected) is { } problem)
            return problem;

        var outcome = await commands.DeleteAsync(caller.UserId(), id, expected, cancellationToken);
        return outcome.Refusal == ReviewRefusal.None ? TypedResults.NoContent() : outcome.ToProblem();
    }
}
