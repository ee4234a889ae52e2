using System.Security.Claims;
using Ecommerce.ReviewService.Domain;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.ReviewService.Features.Reports;

internal sealed record ReportRequest(string? Reason, string? Comment);

/// <summary>Readers report inappropriate reviews, each review once.</summary>
internal static class ReportEndpoints
{
    private const int MaxCommentLength = 500;

    public static void MapReports(this IEndpointRouteBuilder app)
        => app.MapPost("/reviews/{id:guid}/reports", ReportAsync).WithName("ReportReview").WithSummary("Reports a review to the moderators")
            .WithTags("reports").RequireAuthorization();

    private static async Task<Results<NoContent, ProblemHttpResult>> ReportAsync(
        Guid id, ReportRequest request, ClaimsPrincipal caller, ReviewUpdater updater, IOptions<ReportOptions> options,
        CancellationToken cancellationToken)
    {
        var comment = request.Comment?.Trim() ?? "";
        var errors = new FieldErrors()
            .Check("reason", ReportReasons.All.Contains(request.Reason), $"must be one of {string.Join(", ", ReportReasons.All)}")
            .CheckPlainText("comment", comment, MaxCommentLength);
        if (errors.TryGetProblem(out var refusal))
            return refusal;

        var report = new Report(id, caller.UserId(), request.Reason!, comment, updater.Now);
        var outcome = await updater.UpdateAsync(
            id, report.UserId,
            async (transaction, current, token) =>
            {
                if (!current.IsPublished)
                    return ReviewOutcome.Refused(ReviewRefusal.NoSuchReview);
                if (current.AuthorId == report.UserId)
                    return ReviewOutcome.Refused(ReviewRefusal.OwnReview);
                return await transaction.TryAddReportAsync(report, token)
                    ? new ReviewOutcome(ReviewRules.Report(current, options.Value.HideAfterReports, updater.Now))
                    : ReviewOutcome.Refused(ReviewRefusal.ReportedAlready);
            },
            cancellationToken);
        return outcome.Refusal == ReviewRefusal.None ? TypedResults.NoContent() : outcome.ToProblem();
    }
}
