using System.Security.Claims;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.ReviewService.Reviews;

/// <summary>What authors may do.</summary>
internal static class ReviewWrites
{
    public static void MapReviewWrites(this IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup("/reviews").WithTags("reviews").RequireAuthorization();
        reviews.MapPost("/", WriteAsync);
        reviews.MapPut("/{id:guid}", EditAsync);
        reviews.MapDelete("/{id:guid}", DeleteAsync);
    }

    private static async Task<Results<Created<ReviewResponse>, ProblemHttpResult>> WriteAsync(
        ReviewInput input, ClaimsPrincipal caller, ReviewCommands commands, HttpResponse response, CancellationToken cancellationToken)
    {
        var wrong = input.Check(out var draft).Check("productId", input.ProductId is not null, "is required");
        if (wrong.Refusal(out var refusal))
            return refusal;

        var outcome = await commands.WriteAsync(caller.UserId(), input.ProductId!.Value, draft, cancellationToken);
        if (outcome.Review is not { } review)
            return outcome.ToProblem();
        response.Headers.ETag = ReviewTag.Of(review.Version);
        return TypedResults.Created($"/reviews/{review.Id}", ReviewResponse.Of(review, caller.UserId()));
    }

    private static async Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> EditAsync(
        Guid id, ReviewInput input, ClaimsPrincipal caller, HttpRequest request, ReviewCommands commands, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (ReviewTag.Require(request, out var expected) is { } unconditional)
            return unconditional;
        if (input.Check(out var draft).Refusal(out var refusal))
            return refusal;

        var outcome = await commands.EditAsync(caller.UserId(), id, draft, expected, cancellationToken);
        if (outcome.Review is not { } review)
            return outcome.ToProblem();
        response.Headers.ETag = ReviewTag.Of(review.Version);
        return TypedResults.Ok(ReviewResponse.Of(review, caller.UserId()));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, ClaimsPrincipal caller, HttpRequest request, ReviewCommands commands, CancellationToken cancellationToken)
    {
        if (ReviewTag.Require(request, out var expected) is { } unconditional)
            return unconditional;

        var outcome = await commands.DeleteAsync(caller.UserId(), id, expected, cancellationToken);
        return outcome.Refusal == ReviewRefusal.None ? TypedResults.NoContent() : outcome.ToProblem();
    }
}
