using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ecommerce.Mesh.Tests;

/// <summary>Which calls a rule of a VirtualService takes, as far as the shop's rules go.</summary>
internal static class Routes
{
    public static bool Takes(JsonNode rule, string method, string path, string? group)
        => !rule.Each("match").Any() || rule.Each("match").Any(match => Fits(match.At("method"), method)
            && Fits(match.At("uri"), path)
            && Fits(match.At("headers.x-test-group"), group)
            && match.At("headers.idempotency-key") is null);

    private static bool Fits(JsonNode? condition, string? value) => condition switch
    {
        null => true,
        _ when value is null => false,
        _ when condition.Text("exact") is { } exact => value == exact,
        _ when condition.Text("prefix") is { } prefix => value.StartsWith(prefix, StringComparison.Ordinal),
        _ when condition.Text("regex") is { } regex => Regex.IsMatch(value, $"^({regex})$"),
        _ => throw new InvalidOperationException($"Nobody said how {condition.ToJsonString()} is to be read."),
    };
}
