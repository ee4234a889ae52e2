using System.Text.Json;
using Ecommerce.Testing;

namespace Ecommerce.Kubernetes;

/// <summary>
/// Kubernetes' schemas and those of the projects that extend it, from npm (<c>validator</c>), and our own (<c>schemas</c>). They are taken
/// strictly:
/// a field that a schema does not name is an error.
/// </summary>
public static class Schemas
{
    private static readonly string Folder = Repository.PathOf("tests", "clusters", "Kubernetes", "validator");

    /// <summary>
    /// What is wrong with the objects, one line each, such as <c>Deployment/gateway: /spec/replica is not a known field</c>.
    /// </summary>
    /// <remarks>Starts a process: hand over all objects of a suite at once.</remarks>
    /// <exception cref="InvalidOperationException">The npm packages are not installed, or the validator failed.</exception>
    public static IReadOnlyList<string> Errors(IEnumerable<KubernetesObject> objects)
    {
        var all = objects.ToList();
        return [.. all.Zip(Validate(all), (one, errors) => errors.Select(error => $"{one}: {error}")).SelectMany(lines => lines)];
    }

    private static string[][] Validate(List<KubernetesObject> objects)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
            throw new InvalidOperationException($"The schemas are not installed. Run: npm ci --prefix {Folder}");
        var run = Command.Run("node", [Path.Combine(Folder, "validate.mjs")],
            string.Concat(objects.Select(one => one.Root.ToJsonString() + "\n")));
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"The validator ended with {run.ExitCode} and said: {run.Error}");
        return JsonSerializer.Deserialize<string[][]>(run.Output)!;
    }
}
