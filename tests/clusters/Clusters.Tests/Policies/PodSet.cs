namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>Pods that are alike: a workload's, or those that an operator makes for an object of its own kind.</summary>
/// <param name="Name">Whose they are.</param>
/// <param name="Labels">Theirs.</param>
/// <param name="Ports">Numbers and names of the ports that they open.</param>
internal sealed record PodSet(string Name, IReadOnlyDictionary<string, string> Labels, IReadOnlySet<string> Ports)
{
    public static IEnumerable<PodSet> Of(Manifest manifest)
        => manifest.Workloads.Where(workload => workload.IsLasting).Select(Own)
            .Concat(OperatorPods.Of(manifest)
                .Select(made => new PodSet(made.Name, made.Labels, made.Ports.Select(port => $"{port}").ToHashSet())));

    private static PodSet Own(Workload workload) => new(
        workload.ToString(),
        workload.PodLabels,
        workload.Containers.SelectMany(container => container.Each("ports"))
            .SelectMany(port => new[] { port.Text("name"), port.Text("containerPort") }).OfType<string>().ToHashSet());
}
