using System.ComponentModel.DataAnnotations;

namespace Ecommerce.PaymentService.Reconciliation;

/// <summary>How often our books are held against the provider's.</summary>
internal sealed class ReconciliationOptions
{
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>What changed more recently is left alone: the provider may not have written it down yet, or we.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Age { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How far back captures are compared; what is undecided is looked at however old it is.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan Lookback { get; set; } = TimeSpan.FromDays(3);
}
