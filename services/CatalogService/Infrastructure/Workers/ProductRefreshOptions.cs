using System.ComponentModel.DataAnnotations;

namespace Ecommerce.CatalogService.Infrastructure.Workers;

internal sealed class ProductRefreshOptions
{
    public const string Section = "Refresh";

    /// <summary>How often products are looked for whose sale began or ended, or whose category was renamed or moved.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);
}
