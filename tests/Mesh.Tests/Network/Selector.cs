using System.Text.Json.Nodes;

namespace Ecommerce.Mesh.Tests.Network;

internal static class Selector
{
    /// <summary>Whether a label selector takes something with these labels; an empty one takes everything, none at all nothing.</summary>
    public static bool Matches(JsonNode? selector, IReadOnlyDictionary<string, string> labels)
        => selector is not null
            && selector.Map("matchLabels").All(wanted => labels.GetValueOrDefault(wanted.Key) == wanted.Value)
            && selector.Each("matchExpressions").All(expression => IsTrue(expression, labels));

    private static bool IsTrue(JsonNode expression, IReadOnlyDictionary<string, string> labels)
    {
        var value = labels.GetValueOrDefault(expression.Text("key")!);
        var values = expression.Each("values").Select(each => (string)each!);
        return expression.Text("operator") switch
        {
            "In" => value is not null && values.Contains(value),
            "NotIn" => value is null || !values.Contains(value),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            var other => throw new InvalidOperationException($"A selector has no operator {other}."),
        };
    }
}
