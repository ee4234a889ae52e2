using System.Globalization;

namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>Every container says what it needs and what it may take, and does not need more than it may take.</summary>
internal static class Resources
{
    private static readonly (string Suffix, double Factor)[] Suffixes =
        [("Ki", 1024), ("Mi", 1024 * 1024), ("Gi", 1024 * 1024 * 1024), ("m", 0.001), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("", 1)];

    public static IEnumerable<string> Violations(Manifest manifest)
        => from workload in manifest.Workloads
           from container in workload.AllContainers
           from resource in new[] { "cpu", "memory" }
           from violation in Violations(resource, container.Text($"resources.requests.{resource}"),
               container.Text($"resources.limits.{resource}"))
           select $"{workload}: {container.Text("name")} {violation}";

    private static IEnumerable<string> Violations(string resource, string? request, string? limit)
    {
        if (request is null) yield return $"requests no {resource}";
        if (limit is null) yield return $"has no limit of {resource}";
        if (request is not null && limit is not null && Quantity(request) > Quantity(limit))
            yield return $"requests {request} of {resource}, more than its limit of {limit}";
    }

    private static double Quantity(string text)
    {
        var (suffix, factor) = Suffixes.First(candidate => text.EndsWith(candidate.Suffix, StringComparison.Ordinal));
        return double.Parse(text[..^suffix.Length], CultureInfo.InvariantCulture) * factor;
    }
}
