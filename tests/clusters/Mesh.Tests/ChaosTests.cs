using Ecommerce.Testing;

namespace Ecommerce.Mesh.Tests;

public sealed class ChaosTests
{
    /// <summary>In staging servers are operators' pods, whose labels are not those of the base.</summary>
    [KubectlTheory]
    [InlineData("base with chaos")]
    [InlineData("overlays/staging")]
    public void Experiment_selects_existing_pods_of_its_own_namespace(string where)
    {
        var manifest = where == "overlays/staging" ? Kustomize.Build(where) : Kustomize.BaseWith("chaos");
        var pods = manifest.Workloads.Select(workload => workload.PodLabels).Concat(OperatorPods.Of(manifest).Select(made => made.Labels))
            .ToList();
        Assert.All(Experiments(manifest), experiment => Assert.All(
            experiment.Root.At("spec")!.All().Where(node => node.At("labelSelectors") is not null), selector =>
            {
                Assert.Null(selector.At("namespaces"));
                Assert.Contains(pods, pod => LabelSelector.Matches(selector.Map("labelSelectors"), pod));
            }));
    }

    [KubectlFact]
    public void Experiment_has_a_duration_and_does_not_overlap_with_its_predecessor()
        => Assert.All(Experiments(Kustomize.BaseWith("chaos")), experiment =>
        {
            Assert.Equal("Forbid", experiment.Root.Text("spec.concurrencyPolicy"));
            Assert.True(experiment.Root.Text("spec.podChaos.action") == "pod-kill"
                || experiment.Root.At("spec")!.All().Any(node => node.Text("duration") is not null));
        });

    [KubectlFact]
    public void Experiment_has_a_documented_expected_outcome()
    {
        var expectations = File.ReadAllText(Repository.PathOf("docs", "chaos.md"));
        Assert.All(Experiments(Kustomize.BaseWith("chaos")), experiment
            => Assert.Contains($"| `{experiment.Name}` |", expectations, StringComparison.Ordinal));
    }

    private static List<KubernetesObject> Experiments(Manifest manifest)
    {
        var experiments = manifest.OfKind("Schedule").ToList();
        Assert.NotEmpty(experiments);
        return experiments;
    }
}
