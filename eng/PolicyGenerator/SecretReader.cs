using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ecommerce.PolicyGenerator;

/// <summary>Reads out of an Aspire manifest which secret parameters a workload's environment refers to.</summary>
internal sealed partial class SecretReader(JsonObject resources)
{
    public IEnumerable<Secret> Of(string workload, IEnumerable<string> environment) => environment
        .SelectMany(expression => Read(workload, expression, database: null))
        .Distinct()
        .OrderBy(secret => secret.Parameter, StringComparer.Ordinal);

    /// <param name="workload">Whose environment it is.</param>
    /// <param name="expression">Of the environment, or of the connection string that it refers to.</param>
    /// <param name="database">The resource whose connection string the expression is.</param>
    private IEnumerable<Secret> Read(string workload, string expression, string? database)
        => Reference().Matches(expression).SelectMany(match => Follow(workload, match, database, expression));

    private IEnumerable<Secret> Follow(string workload, Match match, string? database, string expression)
    {
        var name = match.Groups["resource"].Value;
        if (resources[name] is not { } resource)
            return [];
        if (match.Groups["member"].Value == "connectionString")
            return Read(workload, (string?)resource["connectionString"] ?? "", database ?? name);
        if ((string?)resource["type"] == "parameter.v0")
            return IsSecret(resource) ? [new Secret(workload, name, database, ServerOf(expression))] : [];
        // A parameter that is written otherwise, as in a URL.
        return (string?)resource["value"] is { } value && value != match.Value ? Read(workload, value, database) : [];
    }

    private static string? ServerOf(string expression)
        => Binding().Match(expression) is { Success: true } match ? match.Groups[1].Value : null;

    private static bool IsSecret(JsonNode parameter) => (bool?)parameter["inputs"]?["value"]?["secret"] == true;

    [GeneratedRegex(@"\{(?<resource>[\w-]+)\.(?<member>connectionString|value)\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\{([\w-]+)\.bindings\.\w+\.host\}")]
    private static partial Regex Binding();
}
