using System.Text.Json;
using Ecommerce.Testing;

namespace Ecommerce.Conformance.OpenApi;

/// <summary>Redocly's linter, from npm (<c>linter</c>), with the rules that its <c>redocly.yaml</c> names.</summary>
internal static class DocumentLinter
{
    private static readonly string Folder = Repository.PathOf("tests", "support", "Conformance", "OpenApi", "linter");

    /// <summary>What is wrong with a document, one line each: where, what, and the rule's name.</summary>
    /// <exception cref="InvalidOperationException">The npm packages are not installed, or the linter failed.</exception>
    public static IReadOnlyList<string> Findings(string document)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
            throw new InvalidOperationException($"The linter is not installed. Run: npm ci --prefix {Folder}");
        var run = Command.Run("node", [Path.Combine(Folder, "lint.mjs")], document);
        return run.ExitCode == 0
            ? JsonSerializer.Deserialize<string[]>(run.Output)!
            : throw new InvalidOperationException($"The linter ended with {run.ExitCode} and said: {run.Error}");
    }
}
