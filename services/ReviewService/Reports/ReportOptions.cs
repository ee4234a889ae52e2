using System.ComponentModel.DataAnnotations;

namespace Ecommerce.ReviewService.Reports;

internal sealed class ReportOptions
{
    public const string Section = "Reviews";

    /// <summary>After so many reports a review is hidden until a moderator has looked at it.</summary>
    [Range(1, 1_000)]
    public int HideAfterReports { get; set; } = 3;
}
