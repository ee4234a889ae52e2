using System.Security.Claims;
using Ecommerce.ReviewService.Reviews;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.ReviewService.Reports;

internal sealed record ReportRequest(string? Reason, string? Comment);

/// <summary>Abuse, told once per reader and review.</summary>
internal static class ReportEndpoints
{
    private const int LongestComment = 500;

    public static void MapReports(this IEndpointRouteBuilder app)
        => app.MapPost("/reviews/{id:guid}/reports", ReportAsync).WithTags("reports").RequireAuthorization();

    private static async Task<Results<NoContent, ProblemHttpResult>> ReportAsync(
        Guid id, ReportRequest request, ClaimsPrincipal caller, ReviewChanges changes, IOptions<ReportOptions> options, CancellationToken cancellationToken)
    {
        var comment = request.Comment?.Trim() ?? "";
        var wrong = new FieldErrors()
            .Check("reason", request.Reason is not null && ReportReasons.All.Contains(request.Reason), $"must be one of {string.Join(", ", ReportReasons.All)}")
            .Check("comment", ReviewInput.IsText(comment, LongestComment), $"must have at most {LongestComment} characters and no control characters");
        if (wrong.Refusal(out var refusal))
            return refusal;

        var report = new Report(id, caller.UserId(), request.Reason!, comment, changes.Now);
        var outcome = await changes.ChangeAsync(
            id, report.UserId,
            async (transaction, current, token) =>
            {
                if (!current.IsPublished)
                    return ReviewOutcome.Refused(ReviewRefusal.NoSuchReview);
                if (current.AuthorId == report.UserId)
                    return ReviewOutcome.Refused(ReviewRefusal.OwnReview);
                return await transaction.TryAddReportAsync(report, token)
                    ? new ReviewOutcome(ReviewRules.Report(current, options.Value.HideAfterReports, changes.Now))
                    : ReviewOutcome.Refused(ReviewRefusal.ReportedAlready);
            },
            cancellationToken);
        return outcome.Refusal == ReviewRefusal.None ? TypedResults.NoContent() : outcome.ToProblem();
    }
}
