namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>A role says what it allows by name, reads no secrets, and is not the whole cluster's.</summary>
internal static class Roles
{
    public static IEnumerable<string> Violations(Manifest manifest)
        => manifest.OfKind("Role").Concat(manifest.OfKind("ClusterRole"))
            .SelectMany(role => role.Root.Each("rules").SelectMany(Rule).Select(violation => $"{role}: {violation}"))
            .Concat(manifest.OfKind("RoleBinding").Concat(manifest.OfKind("ClusterRoleBinding"))
                .SelectMany(binding => Binding(manifest, binding)));

    private static IEnumerable<string> Rule(JsonNode rule)
    {
        foreach (var part in (string[])["apiGroups", "resources", "verbs"])
            if (rule.Each(part).Any(value => value.ToString() == "*")) yield return $"allows all {part}";
        var reads = rule.Each("verbs").Any(value => value.ToString() is "get" or "list" or "watch");
        if (reads && rule.Each("resources").Any(value => value.ToString() == "secrets") && !rule.Each("resourceNames").Any())
            yield return "reads every secret";
        if (rule.Each("verbs").Any(value => value.ToString() is "escalate" or "bind" or "impersonate"))
            yield return "allows to become somebody else";
    }

    private static IEnumerable<string> Binding(Manifest manifest, KubernetesObject binding)
    {
        var (kind, name) = (binding.Root.Text("roleRef.kind")!, binding.Root.Text("roleRef.name")!);
        if (manifest.Find(kind, name) is null) yield return $"{binding}: there is no {kind}/{name}";
        foreach (var subject in binding.Root.Each("subjects").Where(subject => subject.Text("kind") == "ServiceAccount"))
        {
            var elsewhere = subject.Text("namespace") is { } space && space != binding.Namespace;
            if (!elsewhere && manifest.Find("ServiceAccount", subject.Text("name")!) is null)
                yield return $"{binding}: there is no ServiceAccount/{subject.Text("name")}";
        }
    }
}
