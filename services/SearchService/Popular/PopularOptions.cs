using System.ComponentModel.DataAnnotations;

namespace Ecommerce.SearchService.Popular;

/// <summary>The configuration section <c>PopularQueries</c>.</summary>
internal sealed class PopularOptions
{
    public const string Section = "PopularQueries";

    /// <summary>So often a text must have been searched for before anybody is shown it: what few type may say who they are.</summary>
    [Range(1, 1_000_000)]
    public int LeastCount { get; set; } = 5;

    /// <summary>How many days back searches count.</summary>
    [Range(1, 365)]
    public int Days { get; set; } = 30;

    /// <summary>How often counts are written down.</summary>
    public TimeSpan WriteInterval { get; set; } = TimeSpan.FromSeconds(5);
}
