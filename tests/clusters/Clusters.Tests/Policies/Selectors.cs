namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>A workload takes the pods that it makes for its own, and no other's.</summary>
internal static class Selectors
{
    public static IEnumerable<string> Violations(Manifest manifest)
    {
        var lasting = manifest.Workloads.Where(workload => workload.IsLasting).ToList();
        return lasting.SelectMany(one => lasting.Where(other => Means(one, other) != ReferenceEquals(one, other))
            .Select(other => ReferenceEquals(one, other)
            ? $"{one}: does not select its own pods"
            : $"{one}: selects pods of {other}"));
    }

    private static bool Means(Workload one, Workload other) => LabelSelector.Matches(one.Source.Root.At("spec.selector"), other.PodLabels);
}
