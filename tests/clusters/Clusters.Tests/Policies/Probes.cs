namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>What stays up is asked whether it has started, whether it can take requests, and whether it has to be started anew.</summary>
internal static class Probes
{
    private static readonly string[] Wanted = ["startupProbe", "readinessProbe", "livenessProbe"];

    public static IEnumerable<string> Violations(Manifest manifest)
        => from workload in manifest.Workloads.Where(workload => workload.IsLasting)
           from container in workload.Containers
           from violation in Missing(container).Concat(WrongPorts(container))
           select $"{workload}: {container.Text("name")} {violation}";

    private static IEnumerable<string> Missing(JsonNode container)
        => Wanted.Where(probe => container.At(probe) is null).Select(probe => $"has no {probe}");

    private static IEnumerable<string> WrongPorts(JsonNode container)
    {
        var ports = container.Each("ports").SelectMany(port => new[] { port.Text("name"), port.Text("containerPort") }).ToHashSet();
        return from probe in Wanted
               from way in new[] { "httpGet", "tcpSocket" }
               let port = container.Text($"{probe}.{way}.port")
               where port is not null && !ports.Contains(port)
               select $"has a {probe} of port {port}, which it does not open";
    }
}
