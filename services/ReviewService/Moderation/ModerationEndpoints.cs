using System.Security.Claims;
using Ecommerce.ReviewService.Reports;
using Ecommerce.ReviewService.Reviews;
using Ecommerce.ReviewService.Storage;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.ReviewService.Moderation;

/// <param name="Reports">Readers who reported it since a moderator last looked at it.</param>
internal sealed record QueueItem(ReviewResponse Review, int Reports);

internal sealed record QueueResponse(IReadOnlyList<QueueItem> Items, string? Next);

internal sealed record ReportResponse(string Reason, string Comment, DateTimeOffset At);

internal sealed record RejectionRequest(string? Reason);

/// <summary>What moderators may do.</summary>
internal static class ModerationEndpoints
{
    private const int LongestReason = 500;

    public static void MapModeration(this IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup("/reviews").WithTags("moderation").RequirePermission(Permissions.ReviewsModerate);
        reviews.MapGet("/moderation", QueueAsync);
        reviews.MapGet("/{id:guid}/reports", ReportsAsync);
        reviews.MapPost("/{id:guid}/publish", PublishAsync);
        reviews.MapPost("/{id:guid}/reject", RejectAsync);
    }

    private static async Task<Results<Ok<QueueResponse>, ProblemHttpResult>> QueueAsync(
        string? state, string? after, string? limit, ClaimsPrincipal caller, IReviewStore store, CancellationToken cancellationToken)
    {
        state ??= ReviewStates.Pending;
        var wrong = Paging.Check(after, limit, out var cursor, out var most)
            .Check("state", ReviewStates.All.Contains(state), $"must be one of {string.Join(", ", ReviewStates.All)}");
        if (wrong.Refusal(out var refusal))
            return refusal;

        var found = await store.ListByStateAsync(state, cursor, most + 1, cancellationToken);
        return TypedResults.Ok(new QueueResponse(
            [.. found.Take(most).Select(r => new QueueItem(ReviewResponse.Of(r, caller.UserId()), r.Reports))],
            found.Count > most ? $"{found[most - 1].Id}" : null));
    }

    private static async Task<Results<Ok<IReadOnlyList<ReportResponse>>, ProblemHttpResult>> ReportsAsync(
        Guid id, IReviewStore store, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is null)
            return Problems.NotFound("review");
        var reports = await store.ReportsAsync(id, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<ReportResponse>>([.. reports.Select(r => new ReportResponse(r.Reason, r.Comment, r.At))]);
    }

    private static Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> PublishAsync(
        Guid id, ClaimsPrincipal caller, HttpRequest request, ReviewChanges changes, CancellationToken cancellationToken)
        => JudgeAsync(id, ReviewRules.Publish, caller, request, changes, cancellationToken);

    private static async Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> RejectAsync(
        Guid id, RejectionRequest rejection, ClaimsPrincipal caller, HttpRequest request, ReviewChanges changes, CancellationToken cancellationToken)
    {
        var reason = rejection.Reason?.Trim() ?? "";
        var wrong = new FieldErrors()
            .Check("reason", reason.Length > 0, "is required")
            .Check("reason", ReviewInput.IsText(reason, LongestReason), $"must have at most {LongestReason} characters and no control characters");
        return wrong.Refusal(out var refusal)
            ? refusal
            : await JudgeAsync(id, (review, now) => ReviewRules.Reject(review, reason, now), caller, request, changes, cancellationToken);
    }

    /// <summary>Of the text that the moderator has read: one that was edited since is refused.</summary>
    private static async Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> JudgeAsync(
        Guid id, Func<Review, DateTimeOffset, Review> judge, ClaimsPrincipal caller, HttpRequest request, ReviewChanges changes,
        CancellationToken cancellationToken)
    {
        if (ReviewTag.Require(request, out var expected) is { } unconditional)
            return unconditional;
        var outcome = await changes.ChangeAsync(
            id, caller.UserId(),
            (_, current, _) => Task.FromResult(
                expected.Admits(current.Version) ? new ReviewOutcome(judge(current, changes.Now)) : ReviewOutcome.Refused(ReviewRefusal.Stale)),
            cancellationToken);
        if (outcome.Review is not { } review)
            return outcome.ToProblem();
        request.HttpContext.Response.Headers.ETag = ReviewTag.Of(review.Version);
        return TypedResults.Ok(ReviewResponse.Of(review, caller.UserId()));
    }
}
