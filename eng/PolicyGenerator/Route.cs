using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Ecommerce.PolicyGenerator;

/// <summary>
/// A line of the gateway's table, <c>services/Gateway/routes.json</c>; what its members mean stands there in <c>ServiceRoute</c>.
/// </summary>
internal sealed partial record Route(
    string Path, string Service, bool ChecksToken = true, bool IsWebhook = false,
    int ActivityTimeoutSeconds = Route.DefaultActivityTimeout, int MaxBodyMegabytes = Route.DefaultMaxBody)
{
    public const int DefaultActivityTimeout = 30, DefaultMaxBody = 1;

    public bool IsPattern => Path.Contains('{', StringComparison.Ordinal);

    /// <summary>Whether its answers, or its uploads, take longer than those of an ordinary call.</summary>
    public bool IsLong => ActivityTimeoutSeconds > DefaultActivityTimeout;

    /// <summary>The same paths as a regular expression: a <c>{name}</c> is one segment.</summary>
    public string Regex => Parameter().Replace(Path, "[^/]+");

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();

    public static IReadOnlyList<Route> Read(string json)
        => JsonSerializer.Deserialize(json, RouteJson.Default.RouteTable)!.Routes;
}

internal sealed record RouteTable(IReadOnlyList<Route> Routes);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RouteTable))]
internal sealed partial class RouteJson : JsonSerializerContext;
