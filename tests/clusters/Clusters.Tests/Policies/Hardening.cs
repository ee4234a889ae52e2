namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>
/// Kubernetes' own level <c>restricted</c>, and beyond it: a root that nobody writes to, an account of one's own without a token.
/// </summary>
internal static class Hardening
{
    /// <summary>Images of single servers for development and staging that write all over the place when they start.</summary>
    private static readonly string[] WriteToTheirRoot = ["kafka", "elasticsearch"];

    public static IEnumerable<string> Violations(Manifest manifest)
        => manifest.Workloads.SelectMany(workload => Pod(workload).Concat(Token(manifest, workload))
            .Concat(workload.AllContainers.SelectMany(Container)).Select(violation => $"{workload}: {violation}"))
            .Concat(manifest.OfKind("Namespace").Where(IsOpen).Select(space => $"{space}: lets pods in that are not restricted"));

    private static bool IsOpen(KubernetesObject space)
        => space.Labels.GetValueOrDefault("pod-security.kubernetes.io/enforce") != "restricted";

    private static IEnumerable<string> Pod(Workload workload)
    {
        var pod = workload.PodSpec;
        if (!pod.Is("securityContext.runAsNonRoot")) yield return "may run as root";
        if (pod.Number("securityContext.runAsUser") is null or 0) yield return "names no user to run as";
        if (pod.Text("securityContext.seccompProfile.type") is not ("RuntimeDefault" or "Localhost"))
            yield return "may make any system call";
        if (pod.Text("serviceAccountName") is null or "default") yield return "has no account of its own";
        foreach (var name in (string[])["hostNetwork", "hostPID", "hostIPC"])
            if (pod.Is(name)) yield return $"shares {name} with its node";
        if (pod.Each("volumes").Any(volume => volume.At("hostPath") is not null)) yield return "mounts a folder of its node";
    }

    /// <summary>Only what has a role can do anything with a token.</summary>
    private static IEnumerable<string> Token(Manifest manifest, Workload workload)
    {
        var account = workload.PodSpec.Text("serviceAccountName");
        var hasRole = manifest.OfKind("RoleBinding").SelectMany(binding => binding.Root.Each("subjects"))
            .Any(subject => subject.Text("kind") == "ServiceAccount" && subject.Text("name") == account);
        if (!hasRole && workload.PodSpec.Text("automountServiceAccountToken") != "false")
            yield return "holds a token of the cluster, and has no role";
    }

    private static IEnumerable<string> Container(JsonNode container)
    {
        var (name, context) = (container.Text("name"), container.At("securityContext"));
        if (context.Text("allowPrivilegeEscalation") != "false") yield return $"{name} may gain privileges";
        if (!context.Each("capabilities.drop").Any(capability => capability.ToString() == "ALL")) yield return $"{name} keeps capabilities";
        if (context.Is("privileged")) yield return $"{name} is privileged";
        if (!context.Is("readOnlyRootFilesystem") && !WriteToTheirRoot.Contains(name)) yield return $"{name} may write to its root";
    }
}
