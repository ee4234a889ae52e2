using System.ComponentModel.DataAnnotations;

namespace Ecommerce.AnalyticsService.Visits;

/// <summary>The configuration section <c>Visits</c>.</summary>
internal sealed class VisitOptions
{
    /// <summary>Steps that one address may send in a minute.</summary>
    [Range(1, 1_000_000)]
    public int PermitsPerMinute { get; set; } = 120;
}
