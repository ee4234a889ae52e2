using Ecommerce.Kubernetes;
using Ecommerce.Testing;

namespace Ecommerce.Observability.Tests;

/// <summary>Runs promtool on all files at once: some of them look at weeks.</summary>
public sealed class RuleRuns : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Lazy<Dictionary<string, Task<Command>>> results;

    public RuleRuns()
    {
        RuleFiles.WriteTo(Folder);
        results = new(() => Files.ToDictionary(file => Path.GetFileName(file), file => Task.Run(() => Run(file)), StringComparer.Ordinal));
    }

    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Repository.PathOf("tests", "clusters", "Observability.Tests", "Rules"), "*.yaml")
            .Order(StringComparer.Ordinal)];

    /// <summary>Where the rules are as promtool reads them.</summary>
    public string Folder => folder.Path;

    /// <param name="file">Its name.</param>
    internal Task<Command> ResultAsync(string file) => results.Value[file];

    public void Dispose() => folder.Delete();

    private Command Run(string file)
    {
        // promtool looks for rules beside the file that names them.
        var copy = Path.Combine(Folder, "test-" + Path.GetFileName(file));
        File.Copy(file, copy);
        return Command.Run(Programs.Promtool, ["test", "rules", copy]);
    }
}
