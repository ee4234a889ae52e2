using System.ComponentModel.DataAnnotations;

namespace Ecommerce.SearchService.Infrastructure.Postgres;

/// <summary>The configuration section <c>PopularQueries</c>.</summary>
internal sealed class PopularOptions
{
    public const string Section = "PopularQueries";

    /// <summary>How often a text must have been searched for before it is shown to others: rare texts may identify a person.</summary>
    [Range(1, 1_000_000)]
    public int LeastCount { get; set; } = 5;

    /// <summary>How many days back searches count.</summary>
    [Range(1, 365)]
    public int Days { get; set; } = 30;

    /// <summary>How often counts are written to the database.</summary>
    public TimeSpan WriteInterval { get; set; } = TimeSpan.FromSeconds(5);
}
