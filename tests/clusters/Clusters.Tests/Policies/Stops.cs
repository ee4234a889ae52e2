namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>A service that is told to go has the time that its own shutdown may take, after what it waits before.</summary>
internal static class Stops
{
    /// <summary>Seconds: the time-out of the services' hosts, in Ecommerce.ServiceDefaults.</summary>
    private const int Shutdown = 25;

    /// <summary>Kubernetes' own, seconds.</summary>
    private const int UsualGrace = 30;

    public static IEnumerable<string> Violations(Manifest manifest)
        => from workload in manifest.Workloads
           where workload.PodLabels.GetValueOrDefault("app.kubernetes.io/component") == "service"
           let grace = workload.PodSpec.Number("terminationGracePeriodSeconds") ?? UsualGrace
           let wait = workload.Containers.Max(container => container.Number("lifecycle.preStop.sleep.seconds") ?? 0)
           where grace < wait + Shutdown
           select $"{workload}: is killed after {grace} s, but waits {wait} s and may then drain for {Shutdown}";
}
