using System.Text.Json.Nodes;

namespace Ecommerce.Kubernetes;

/// <summary>Which labels a selector means, as Kubernetes evaluates it.</summary>
public static class LabelSelector
{
    /// <summary>
    /// Whether a selector (<c>matchLabels</c> and <c>matchExpressions</c>) means something with these labels. An empty one means
    /// everything, none nothing.
    /// </summary>
    public static bool Matches(JsonNode? selector, IReadOnlyDictionary<string, string> labels)
        => selector is not null
            && Matches(selector.Map("matchLabels"), labels)
            && selector.Each("matchExpressions")
                .All(expression => Matches(expression, labels.GetValueOrDefault(expression.Text("key") ?? "")));

    /// <summary>Whether something with <paramref name="labels"/> has all that are <paramref name="wanted"/>.</summary>
    public static bool Matches(IReadOnlyDictionary<string, string> wanted, IReadOnlyDictionary<string, string> labels)
        => wanted.All(label => labels.GetValueOrDefault(label.Key) == label.Value);

    private static bool Matches(JsonNode expression, string? label)
    {
        var values = expression.Each("values").Select(value => value.ToString());
        return expression.Text("operator") switch
        {
            "In" => label is not null && values.Contains(label),
            "NotIn" => label is null || !values.Contains(label),
            "Exists" => label is not null,
            "DoesNotExist" => label is null,
            var unknown => throw new InvalidOperationException($"A selector has no operator {unknown}."),
        };
    }
}
