using System.ComponentModel.DataAnnotations;

namespace Ecommerce.OrderService.Infrastructure.Idempotency;

internal sealed class IdempotencyOptions
{
    /// <summary>
    /// A request that has not finished by then counts as dead, and a repetition may take over its key. Longer than any call to another
    /// service may take.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:30:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a repetition gets the stored response.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);
}
