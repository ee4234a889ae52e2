using System.Security.Claims;
using Ecommerce.ReviewService.Domain;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.ReviewService.Features.Votes;

internal sealed record VoteRequest(bool? Helpful);

/// <summary>Readers vote whether a review is helpful: one vote each, which can be changed and withdrawn.</summary>
internal static class VoteEndpoints
{
    public static void MapVotes(this IEndpointRouteBuilder app)
    {
        var votes = app.MapGroup("/reviews/{id:guid}/vote").WithTags("votes").RequireAuthorization();
        votes.MapPut("/", CastAsync).WithName("CastVote").WithSummary("Says whether a review is helpful");
        votes.MapDelete("/", WithdrawAsync).WithName("WithdrawVote").WithSummary("Withdraws a vote on a review");
    }

    private static async Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> CastAsync(
        Guid id, VoteRequest request, ClaimsPrincipal caller, ReviewUpdater updater, CancellationToken cancellationToken)
        => new FieldErrors().Check("helpful", request.Helpful is not null, "is required").TryGetProblem(out var refusal)
            ? refusal
            : await VoteAsync(id, request.Helpful, caller.UserId(), updater, cancellationToken);

    private static Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> WithdrawAsync(
        Guid id, ClaimsPrincipal caller, ReviewUpdater updater, CancellationToken cancellationToken)
        => VoteAsync(id, null, caller.UserId(), updater, cancellationToken);

    private static async Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> VoteAsync(
        Guid id, bool? helpful, Guid reader, ReviewUpdater updater, CancellationToken cancellationToken)
    {
        var outcome = await updater.UpdateAsync(
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
