using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Invariants;

/// <summary>
/// The configuration section <c>Invariants</c>. Patience counts only the time in which every store and every known service answered:
/// nobody can put right what waits for one that is away.
/// </summary>
internal sealed class InvariantsOptions
{
    public const string Section = "Invariants";

    /// <summary>How often the shop is looked at; what takes long to read is looked at less often.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>A look that took a moment is not repeated for so many moments.</summary>
    [Range(0, 1000)]
    public int Rest { get; set; } = 20;

    /// <summary>So long an order or a payment that waits for nobody may differ from what it must come to.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Settle { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// So long one may that still asks: the saga gives up a payment after 150 s, and asks for ever for what must not be given up.
    /// </summary>
    [ConfigurationKeyName("LongestFlight")]
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MaxSettle { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>So long a committed event may be unpublished.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Publish { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// So long a copy may differ from its source: what the broker lost is found in the publishers' logs, every <c>CatchUp__Interval</c>
    /// of the services.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan CatchUp { get; set; } = TimeSpan.FromMinutes(6);

    /// <summary>
    /// Orders and events of the past that are gone through with each look, until the first of them is reached and it begins anew.
    /// </summary>
    [Range(10, 5000)]
    public int HistoryPerLook { get; set; } = 200;
}
