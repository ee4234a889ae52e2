using System.ComponentModel.DataAnnotations;

namespace Ecommerce.AnalyticsService.Features.Visits;

/// <summary>The configuration section <c>Visits</c>.</summary>
internal sealed class VisitOptions
{
    /// <summary>How many steps one address may send per minute.</summary>
    [Range(1, 1_000_000)]
    public int PermitsPerMinute { get; set; } = 120;
}
