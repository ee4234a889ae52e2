using System.Security.Claims;
using Ecommerce.ReviewService.Reviews;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.ReviewService.Votes;

internal sealed record VoteRequest(bool? Helpful);

/// <summary>Whether a review helped: once per reader, changed and taken back at will.</summary>
internal static class VoteEndpoints
{
    public static void MapVotes(this IEndpointRouteBuilder app)
    {
        var votes = app.MapGroup("/reviews/{id:guid}/vote").WithTags("votes").RequireAuthorization();
        votes.MapPut("/", CastAsync);
        votes.MapDelete("/", WithdrawAsync);
    }

    private static async Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> CastAsync(
        Guid id, VoteRequest request, ClaimsPrincipal caller, ReviewChanges changes, CancellationToken cancellationToken)
        => new FieldErrors().Check("helpful", request.Helpful is not null, "is required").Refusal(out var refusal)
            ? refusal
            : await VoteAsync(id, request.Helpful, caller.UserId(), changes, cancellationToken);

    private static Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> WithdrawAsync(
        Guid id, ClaimsPrincipal caller, ReviewChanges changes, CancellationToken cancellationToken)
        => VoteAsync(id, null, caller.UserId(), changes, cancellationToken);

    private static async Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> VoteAsync(
        Guid id, bool? helpful, Guid reader, ReviewChanges changes, CancellationToken cancellationToken)
    {
        var outcome = await changes.ChangeAsync(
            id, reader,
            async (transaction, current, token) =>
            {
                if (!current.IsPublished)
                    return ReviewOutcome.Refused(ReviewRefusal.NoSuchReview);
                if (current.AuthorId == reader)
                    return ReviewOutcome.Refused(ReviewRefusal.OwnReview);

                var earlier = await transaction.FindVoteAsync(id, reader, token);
                await transaction.SaveVoteAsync(id, reader, helpful, token);
                return new ReviewOutcome(ReviewRules.Vote(current, earlier, helpful));
            },
            cancellationToken);
        return outcome.Review is { } review ? TypedResults.Ok(ReviewResponse.Of(review, reader, helpful)) : outcome.ToProblem();
    }
}
