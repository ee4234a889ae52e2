using System.ComponentModel.DataAnnotations;

namespace Ecommerce.CatalogService.Infrastructure.Workers;

internal sealed class StockAuditOptions
{
    public const string Section = "StockAudit";

    /// <summary>How often the stock is added up: it reads all of its movements and reservations.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);
}
