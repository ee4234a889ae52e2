using Ecommerce.Testing;

namespace Ecommerce.Mesh.Tests;

public sealed class ChaosTests
{
    [KubectlFact]
    public void Every_experiment_aims_at_pods_of_its_own_namespace_that_are_there()
    {
        var manifest = Kustomize.BaseWith("chaos");
        Assert.All(Experiments(manifest), experiment => Assert.All(
            experiment.Root.At("spec")!.All().Where(node => node.At("labelSelectors") is not null), selector =>
            {
                Assert.Null(selector.At("namespaces"));
                Assert.Contains(manifest.Workloads, workload => selector.Map("labelSelectors").All(label => workload.PodLabels.GetValueOrDefault(label.Key) == label.Value));
            }));
    }

    [KubectlFact]
    public void Every_experiment_ends_by_itself_and_waits_for_the_one_before()
        => Assert.All(Experiments(Kustomize.BaseWith("chaos")), experiment =>
        {
            Assert.Equal("Forbid", experiment.Root.Text("spec.concurrencyPolicy"));
            Assert.True(experiment.Root.Text("spec.podChaos.action") == "pod-kill" || experiment.Root.At("spec")!.All().Any(node => node.Text("duration") is not null));
        });

    [KubectlFact]
    public void What_is_to_come_of_every_experiment_is_written_down()
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
