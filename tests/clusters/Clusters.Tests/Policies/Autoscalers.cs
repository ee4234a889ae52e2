namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>An autoscaler has something to scale, room to do so, and the last word about it.</summary>
internal static class Autoscalers
{
    public static IEnumerable<string> Violations(Manifest manifest)
        => manifest.OfKind("HorizontalPodAutoscaler").SelectMany(scaler => Horizontal(manifest, scaler))
            .Concat(manifest.OfKind("VerticalPodAutoscaler").SelectMany(scaler => Vertical(manifest, scaler)));

    private static IEnumerable<string> Horizontal(Manifest manifest, KubernetesObject scaler)
    {
        if (Target(manifest, scaler, "spec.scaleTargetRef") is not { } target) yield return Missing(scaler, "spec.scaleTargetRef");
        else if (target.Root.At("spec.replicas")
            is not null) yield return $"{scaler}: {target} has a number of replicas of its own, to which every deployment would return";
        if (scaler.Root.Number("spec.minReplicas") >= scaler.Root.Number("spec.maxReplicas"))
            yield return $"{scaler}: has no room between its least and its most";
    }

    private static IEnumerable<string> Vertical(Manifest manifest, KubernetesObject scaler)
    {
        if (Target(manifest, scaler, "spec.targetRef") is not { } target) yield return Missing(scaler, "spec.targetRef");
        else if (manifest.OfKind("HorizontalPodAutoscaler").Any(other => Target(manifest, other, "spec.scaleTargetRef") == target))
            yield return $"{scaler}: {target} is scaled by number already, and the two would work against each other";
    }

    private static KubernetesObject? Target(Manifest manifest, KubernetesObject scaler, string path)
        => manifest.Find(scaler.Root.Text($"{path}.kind") ?? "", scaler.Root.Text($"{path}.name") ?? "");

    private static string Missing(KubernetesObject scaler, string path)
        => $"{scaler}: there is no {scaler.Root.Text($"{path}.kind")}/{scaler.Root.Text($"{path}.name")}";
}
