using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Messaging;

/// <summary>The configuration section <c>CatchUp</c>.</summary>
internal sealed class EventBackfillOptions
{
    /// <summary>How often the services' event logs are looked at.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// What was read less than so long before the publisher's oldest open transaction began is read again. Its transactions are waited
    /// for anyway: this is for a clock that is set back, and for a server that is replaced by a copy which lacks the latest.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(5);
}
