using System.Text.Json.Serialization;

namespace Ecommerce.Gateway.Domain;

/// <summary>All routes of the shop's API.</summary>
internal sealed record RouteTable(IReadOnlyList<ServiceRoute> Routes)
{
    [JsonIgnore]
    public IEnumerable<string> Services => Routes.Select(route => route.Service).Distinct();

    /// <summary>Which service answers under which path.</summary>
    [JsonIgnore]
    public RouteSummary[] Summaries => [.. Routes.Select(route => new RouteSummary(route.Path, route.Service))];
}

internal sealed record RouteSummary(string Path, string Service);
