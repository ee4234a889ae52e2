using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ecommerce.Manifests.Tests;

internal static class Json
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Two documents with the same members in the same order; otherwise the first lines that differ are named.</summary>
    public static void Equal(string expected, string actual, string advice)
    {
        var (wanted, found) = (Lines(expected), Lines(actual));
        var line = wanted.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        if (line == wanted.Length && line == found.Length)
            return;

        Assert.Fail($"""
            {advice}
            The first difference is in line {line + 1}:
              expected {wanted.ElementAtOrDefault(line)?.Trim() ?? "the end"}
              found    {found.ElementAtOrDefault(line)?.Trim() ?? "the end"}
              after    {string.Join(' ', found.Take(line).TakeLast(3).Select(text => text.Trim()))}
            """);
    }

    private static string[] Lines(string json) => JsonNode.Parse(json)!.ToJsonString(Indented).Split('\n');
}
