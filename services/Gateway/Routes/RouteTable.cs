using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecommerce.Gateway.Routes;

/// <summary>The table of <c>routes.json</c>.</summary>
internal sealed record RouteTable(IReadOnlyList<ServiceRoute> Routes)
{
    private const string Resource = "routes.json";

    [JsonIgnore]
    public IEnumerable<string> Services => Routes.Select(route => route.Service).Distinct();

    /// <summary>Which service answers under which prefix, for people who look around.</summary>
    [JsonIgnore]
    public RouteSummary[] Summaries => [.. Routes.Select(route => new RouteSummary(route.Path, route.Service))];

    public static RouteTable Read()
    {
        using var stream = typeof(RouteTable).Assembly.GetManifestResourceStream(Resource)!;
        return JsonSerializer.Deserialize(stream, GatewayJson.Default.RouteTable)!;
    }
}

internal sealed record RouteSummary(string Path, string Service);
