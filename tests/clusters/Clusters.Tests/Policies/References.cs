namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>What a pod mounts, reads and runs as is there.</summary>
internal static class References
{
    /// <summary>Where something is named, what kind it is of, and by which field.</summary>
    private static readonly (string Path, string Kind, string Name)[] Fields =
    [
        ("configMap", "ConfigMap", "name"), ("configMapRef", "ConfigMap", "name"), ("configMapKeyRef", "ConfigMap", "name"),
        ("secret", "Secret", "secretName"), ("secret", "Secret", "name"), ("secretRef", "Secret", "name"),
            ("secretKeyRef", "Secret", "name"),
        ("persistentVolumeClaim", "PersistentVolumeClaim", "claimName"),
    ];

    public static IEnumerable<string> Violations(Manifest manifest)
    {
        var made = Made.By(manifest);
        return from workload in manifest.Workloads
               from reference in Of(workload).Distinct()
               where !made.Contains(reference)
               select $"{workload}: there is no {reference.Kind}/{reference.Name}";
    }

    private static IEnumerable<(string Kind, string Name)> Of(Workload workload)
    {
        var pod = workload.PodSpec;
        if (pod.Text("serviceAccountName") is { } account and not "default") yield return ("ServiceAccount", account);
        if (pod.Text("priorityClassName") is { } priority && !priority.StartsWith("system-", StringComparison.Ordinal))
            yield return ("PriorityClass", priority);

        foreach (var node in pod.All())
            foreach (var (path, kind, name) in Fields)
                if (node.At(path) is { } reference && reference.Text(name) is { } target && !reference.Is("optional"))
                    yield return (kind, target);
    }
}
