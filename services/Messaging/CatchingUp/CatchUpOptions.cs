using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Messaging;

/// <summary>The configuration section <c>CatchUp</c>.</summary>
internal sealed class CatchUpOptions
{
    /// <summary>How often the services' event logs are looked at.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>What was read less than so long ago is read again: a transaction that took its position earlier may commit later.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(5);
}
