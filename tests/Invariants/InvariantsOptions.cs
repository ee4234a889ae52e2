using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Invariants;

/// <summary>The configuration section <c>Invariants</c>.</summary>
internal sealed class InvariantsOptions
{
    public const string Section = "Invariants";

    /// <summary>How often the shop is looked at; less often where a look takes long.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(3);
}
