using System.ComponentModel.DataAnnotations;

namespace Ecommerce.PaymentService.Infrastructure.Reconciliation;

/// <summary>How often payments are compared with the provider's records.</summary>
internal sealed class ReconciliationOptions
{
    public const string Section = "Reconciliation";

    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>More recent changes are skipped: one side may not have recorded them yet.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Age { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How far back captures are compared; pending payments are checked regardless of their age.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan Lookback { get; set; } = TimeSpan.FromDays(3);
}
