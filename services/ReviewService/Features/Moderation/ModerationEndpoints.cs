using System.Security.Claims;
using Ecommerce.ReviewService.Domain;
using Ecommerce.ReviewService.Infrastructure;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.ReviewService.Features.Moderation;

/// <param name="Reports">The number of readers who reported it since a moderator last checked it.</param>
internal sealed record QueueItem(ReviewResponse Review, int Reports);

internal sealed record QueueResponse(IReadOnlyList<QueueItem> Items, string? Next);

internal sealed record ReportResponse(string Reason, string Comment, DateTimeOffset At);

internal sealed record RejectionRequest(string? Reason);

/// <summary>Moderators read the queue, publish and reject reviews.</summary>
internal static class ModerationEndpoints
{
    private const int MaxReasonLength = 500;

    public static void MapModeration(this IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup("/reviews").WithTags("moderation").RequirePermission(Permissions.ReviewsModerate);
        reviews.MapGet("/moderation", QueueAsync).WithName("ListModeration").WithSummary("Reviews that wait for a moderator, oldest first");
        reviews.MapGet("/{id:guid}/reports", ListReportsAsync).WithName("ListReports").WithSummary("Why a review was reported");
        reviews.MapPost("/{id:guid}/publish", PublishAsync).WithName("PublishReview").WithSummary("Publishes a review");
        reviews.MapPost("/{id:guid}/reject", RejectAsync).WithName("RejectReview").WithSummary("Rejects a review");
    }

    private static async Task<Results<Ok<QueueResponse>, ProblemHttpResult>> QueueAsync(
        string? state, string? after, string? limit, ClaimsPrincipal caller, IReviewStore store, CancellationToken cancellationToken)
    {
        state ??= ReviewStates.Pending;
        var errors = new FieldErrors()
            .CheckLimit(limit, out var maxItems)
            .CheckCursor(after, out var cursor)
            .Check("state", ReviewStates.All.Contains(state), $"must be one of {string.Join(", ", ReviewStates.All)}");
        if (errors.TryGetProblem(out var refusal))
            return refusal;

        var found = await store.ListByStateAsync(state, cursor, maxItems + 1, cancellationToken);
        var (page, next) = Paging.Cut(found, maxItems, review => $"{review.Id}");
        return TypedResults.Ok(new QueueResponse(
            [.. page.Select(review => new QueueItem(ReviewResponse.Of(review, caller.UserId()), review.Reports))], next));
    }

    private static async Task<Results<Ok<IReadOnlyList<ReportResponse>>, ProblemHttpResult>> ListReportsAsync(
        Guid id, IReviewStore store, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is null)
            return Problems.NotFound("review");
        var reports = await store.ListReportsAsync(id, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<ReportResponse>>([.. reports.Select(r => new ReportResponse(r.Reason, r.Comment, r.At))]);
    }

    private static Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> PublishAsync(
        Guid id, ClaimsPrincipal caller, HttpRequest request, ReviewUpdater updater, CancellationToken cancellationToken)
        => ModerateAsync(id, ReviewRules.Publish, caller, request, updater, cancellationToken);

    private static async Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> RejectAsync(
        Guid id, RejectionRequest rejection, ClaimsPrincipal caller, HttpRequest request, ReviewUpdater updater,
        CancellationToken cancellationToken)
    {
        var reason = rejection.Reason?.Trim() ?? "";
        var errors = new FieldErrors()
            .Check("reason", reason.Length > 0, "is required")
            .CheckPlainText("reason", reason, MaxReasonLength);
        return errors.TryGetProblem(out var refusal)
            ? refusal
            : await ModerateAsync(
                id, (review, now) => ReviewRules.Reject(review, reason, now), caller, request, updater, cancellationToken);
    }

    /// <summary>Applies a decision to the version that the moderator has read.</summary>
    private static async Task<Results<Ok<ReviewResponse>, ProblemHttpResult>> ModerateAsync(
        Guid id, Func<Review, DateTimeOffset, Review> decide, ClaimsPrincipal caller, HttpRequest request, ReviewUpdater updater,
        CancellationToken cancellationToken)
    {
        if (ExpectedVersion.Require(request, out var expected) is { } problem)
            return problem;
        var outcome = await updater.UpdateAsync(
            id,
            caller.UserId(),
            (_, current, _) => Task.FromResult(
                expected.Matches(current.Version)
                    ? new ReviewOutcome(decide(current, updater.Now))
                    : ReviewOutcome.Refused(ReviewRefusal.Stale)),
            cancellationToken);
        if (outcome.Review is not { } review)
            return outcome.ToProblem();
        request.HttpContext.Response.Headers.ETag = VersionTag.Of(review.Version);
        return TypedResults.Ok(ReviewResponse.Of(review, caller.UserId()));
    }
}
