using System.Text.Json.Nodes;

namespace Ecommerce.Kubernetes;

/// <summary>Finds what lies inside a node by the names on the way to it.</summary>
public static class NodePath
{
    /// <summary>What is at <paramref name="path"/>, such as <c>spec.template.spec</c>; null where a name on the way is missing.</summary>
    public static JsonNode? At(this JsonNode? node, string path)
        => path.Split('.').Aggregate(node, (inner, name) => (inner as JsonObject)?[name]);

    /// <summary>The entries of the list at <paramref name="path"/>; none where there is no list.</summary>
    public static IEnumerable<JsonNode> Each(this JsonNode? node, string path)
        => (node.At(path) as JsonArray ?? []).OfType<JsonNode>();

    /// <summary>The text at <paramref name="path"/>, numbers and booleans as JSON writes them; null where there is none.</summary>
    public static string? Text(this JsonNode? node, string path) => node.At(path) is JsonValue value ? value.ToString() : null;

    /// <summary>The whole number at <paramref name="path"/>; null where there is none.</summary>
    public static int? Number(this JsonNode? node, string path)
        => node.At(path) is JsonValue value && value.TryGetValue<long>(out var number) ? (int)number : null;

    /// <summary>Whether <c>true</c> stands at <paramref name="path"/>.</summary>
    public static bool Is(this JsonNode? node, string path)
        => node.At(path) is JsonValue value && value.TryGetValue<bool>(out var set) && set;

    /// <summary>The names and texts of the mapping at <paramref name="path"/>; empty where there is none.</summary>
    public static IReadOnlyDictionary<string, string> Map(this JsonNode? node, string path)
        => (node.At(path) as JsonObject ?? [])
            .ToDictionary(entry => entry.Key, entry => entry.Value?.ToString() ?? "", StringComparer.Ordinal);

    /// <summary>Every node inside, itself included, from the outside in.</summary>
    public static IEnumerable<JsonNode> All(this JsonNode node)
        => Inside(node).OfType<JsonNode>().SelectMany(All).Prepend(node);

    private static IEnumerable<JsonNode?> Inside(JsonNode node) => node switch
    {
        JsonObject mapping => mapping.Select(entry => entry.Value),
        JsonArray list => list,
        _ => [],
    };
}
