using System.Text.RegularExpressions;

namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>Nothing that must be kept from anyone stands in an object.</summary>
internal static partial class SecretValues
{
    public static IEnumerable<string> Violations(Manifest manifest)
        => manifest.OfKind("Secret").Where(HasValue).Select(secret => $"{secret}: has a value")
            .Concat(manifest.Objects.Where(one => one.Kind != "Secret").SelectMany(Literals));

    private static bool HasValue(KubernetesObject secret) => secret.Root.Map("data").Count + secret.Root.Map("stringData").Count > 0;

    private static IEnumerable<string> Literals(KubernetesObject one)
        => one.Root.All().SelectMany(Named)
            .Where(pair => Telling().IsMatch(pair.Name) && !Harmless().IsMatch(pair.Value) || Embedded().IsMatch(pair.Value))
            .Select(pair => $"{one}: {pair.Name} has a value that may be a secret");

    /// <summary>The texts in a node with their names: of a list of variables that which stands beside, otherwise the key.</summary>
    private static IEnumerable<(string Name, string Value)> Named(JsonNode node)
        => node is not JsonObject mapping ? []
            : mapping.Where(entry => entry.Value is JsonValue)
                .Select(entry => (entry.Key == "value" && mapping.Text("name") is { } name ? name : entry.Key, entry.Value!.ToString()));

    [GeneratedRegex(@"(password|passwd|passphrase|secret|token|api[-_]?key|credential|private[-_]?key|Keys__Master)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Telling();

    // Empty, a switch, a number, or a reference that Kubernetes, a shell or the vault's operator expands.
    [GeneratedRegex(@"^(|true|false|\d+|\$\(PARAM_[A-Z_]+\)|\$\{?[A-Z_]+\}?|\{\{ \.\w+ \}\})$")]
    private static partial Regex Harmless();

    // A key, a connection string's password, a password in a URL.
    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY|(?i:password)=(?!\$)[^;\s]+|://[^/\s:@]+:(?!\$)[^@/\s]+@")]
    private static partial Regex Embedded();
}
