using System.ComponentModel.DataAnnotations;

namespace Ecommerce.CatalogService.Infrastructure.Storage;

internal sealed class ReservationOptions
{
    public const string Section = "Reservations";

    /// <summary>How long an order's stock is reserved; must be longer than the order saga can take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How often expired reservations are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(30);
}
