namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>A budget protects a workload that exists, keeps something of it running, and never keeps a node from being drained.</summary>
internal static class DisruptionBudgets
{
    public static IEnumerable<string> Violations(Manifest manifest) => Budgets(manifest).Concat(Unprotected(manifest));

    private static IEnumerable<string> Budgets(Manifest manifest)
    {
        foreach (var budget in manifest.OfKind("PodDisruptionBudget"))
        {
            var workloads = Protected(manifest, budget).ToList();
            if (workloads.Count == 0) yield return $"{budget}: protects nothing";
            foreach (var workload in workloads)
            {
                var replicas = Least(manifest, workload);
                var down = budget.Root.Number("spec.maxUnavailable") ?? replicas - (budget.Root.Number("spec.minAvailable") ?? 0);
                if (down < 1) yield return $"{budget}: none of the {replicas} of {workload} may ever go, so its nodes cannot be drained";
                else if (down >= replicas && replicas > 1) yield return $"{budget}: all {replicas} of {workload} may go at once";
            }
        }
    }

    private static IEnumerable<string> Unprotected(Manifest manifest)
        => from workload in manifest.Workloads
           where workload.Kind is "Deployment" or "StatefulSet" or "Rollout" && Least(manifest, workload) > 1
               && !manifest.OfKind("PodDisruptionBudget").Any(budget => Protected(manifest, budget).Contains(workload))
           select $"{workload}: has {Least(manifest, workload)} replicas and no budget";

    private static IEnumerable<Workload> Protected(Manifest manifest, KubernetesObject budget)
        => manifest.Workloads.Where(workload => workload.IsLasting
            && LabelSelector.Matches(budget.Root.At("spec.selector"), workload.PodLabels));

    private static int Least(Manifest manifest, Workload workload)
        => manifest.OfKind("HorizontalPodAutoscaler")
            .FirstOrDefault(scaler => scaler.Root.Text("spec.scaleTargetRef.name") == workload.Name)?.Root.Number("spec.minReplicas")
            ?? workload.Replicas;
}
