using System.ComponentModel.DataAnnotations;

namespace Ecommerce.CartService.Infrastructure.Workers;

/// <summary>When a cart counts as abandoned.</summary>
internal sealed class AbandonmentOptions
{
    /// <summary>How long after its last change a cart that is not empty counts as abandoned.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "89.00:00:00")]
    public TimeSpan AbandonedAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How often abandoned carts are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(1);
}
