using System.Collections.Concurrent;
using Ecommerce.Testing;

namespace Ecommerce.Kubernetes;

/// <summary>What Kustomize makes of the folders under <c>manifests</c>; each is built once per process.</summary>
public static class Kustomize
{
    private static readonly ConcurrentDictionary<string, Lazy<Manifest>> Built = new(StringComparer.Ordinal);

    /// <summary>The folder of all manifests.</summary>
    public static string Root { get; } = Repository.PathOf("manifests");

    /// <summary>
    /// The folders right under <paramref name="parent"/> that Kustomize can build, such as the overlays' names for <c>overlays</c>.
    /// </summary>
    public static IReadOnlyList<string> Names(string parent)
    {
        var folder = new DirectoryInfo(Path.Combine(Root, parent));
        return folder.Exists
            ? [.. folder.EnumerateDirectories().Where(Holds).Select(inner => inner.Name).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>Builds a folder, named from <see cref="Root"/> on.</summary>
    /// <exception cref="InvalidOperationException">Kustomize failed, or warned of something.</exception>
    public static Manifest Build(string folder) => Built.GetOrAdd(folder, name => new(() => Run(name, Path.Combine(Root, name)))).Value;

    /// <summary>Builds the base with some components, in this order, and nothing else.</summary>
    /// <param name="components">Their folders' names under <c>components</c>.</param>
    /// <exception cref="InvalidOperationException">Kustomize failed, or warned of something.</exception>
    public static Manifest BaseWith(params string[] components)
        => Built.GetOrAdd($"base with {string.Join(", ", components)}", name => new(() => RunBaseWith(name, components))).Value;

    private static bool Holds(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "kustomization.yaml"));

    private static Manifest RunBaseWith(string name, string[] components)
    {
        var folder = new TemporaryFolder();
        try
        {
            // Kustomize takes no absolute paths.
            var root = Path.GetRelativePath(folder.Path, Root);
            var lines = components.Select(component => $"  - {root}/components/{component}\n");
            File.WriteAllText(
                Path.Combine(folder.Path, "kustomization.yaml"),
                "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: alone\nresources:\n  - "
                    + $"{root}/base\ncomponents:\n{string.Concat(lines)}");
            return Run(name, folder.Path);
        }
        finally
        {
            folder.Delete();
        }
    }

    private static Manifest Run(string name, string folder)
    {
        var run = Command.Run("kubectl", ["kustomize", folder]);
        if (run.ExitCode != 0 || run.Error.Length > 0)
            throw new InvalidOperationException($"kubectl kustomize of {name} ended with {run.ExitCode} and said: {run.Error}");
        return Manifest.Parse(run.Output, name);
    }
}
