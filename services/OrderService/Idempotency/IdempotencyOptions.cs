using System.ComponentModel.DataAnnotations;

namespace Ecommerce.OrderService.Idempotency;

internal sealed class IdempotencyOptions
{
    /// <summary>A request that has not finished by then has died, and a repetition may do its work. Longer than any call upstream may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:30:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>So long an answer can be had again.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);
}
