using System.ComponentModel.DataAnnotations;

namespace Ecommerce.ReviewService.Features.Reports;

internal sealed class ReportOptions
{
    public const string Section = "Reviews";

    /// <summary>The number of reports after which a review is hidden until a moderator has checked it.</summary>
    [Range(1, 1_000)]
    public int HideAfterReports { get; set; } = 3;
}
