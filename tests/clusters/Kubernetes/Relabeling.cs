using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ecommerce.Kubernetes;

/// <summary>
/// What Prometheus makes of a target's labels, as its <c>relabel_config</c> defines it; null where the target is dropped.
/// </summary>
public static class Relabeling
{
    public static IReadOnlyDictionary<string, string>? Apply(IEnumerable<JsonNode> rules, IReadOnlyDictionary<string, string> target)
    {
        var labels = new Dictionary<string, string>(target, StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            var value = string.Join(rule.Text("separator") ?? ";",
                rule.Each("sourceLabels").Select(label => labels.GetValueOrDefault($"{label}") ?? ""));
            var match = Regex.Match(value, $"^(?:{rule.Text("regex") ?? "(.*)"})$", RegexOptions.Singleline);
            switch (rule.Text("action") ?? "replace")
            {
                case "replace" when match.Success:
                    labels[rule.Text("targetLabel")!] = match.Result(rule.Text("replacement") ?? "$1");
                    break;
                case "keep" when !match.Success:
                case "drop" when match.Success:
                    return null;
                case "replace" or "keep" or "drop":
                    break;
                case var unknown:
                    throw new InvalidOperationException($"This does not know how to {unknown}.");
            }
        }

        return labels;
    }
}
