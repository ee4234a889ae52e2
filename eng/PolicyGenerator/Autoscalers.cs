namespace Ecommerce.PolicyGenerator;

/// <summary>
/// One autoscaler for each service that consumes events. How far it may go beyond the default is a patch of the component.
/// </summary>
internal static class Autoscalers
{
    private const string Broker = "kafka", Entrance = "user-service";

    /// <summary>All that refer to the broker but user-service, which publishes only and scales like those that people call.</summary>
    public static IEnumerable<object> OfConsumers(Model model) => model.Services
        .Where(service => service.Name != Entrance && model.From(service).Any(reference => reference.To == Broker))
        .Select(Of);

    private static object Of(Workload service) => new
    {
        apiVersion = "autoscaling/v2",
        kind = "HorizontalPodAutoscaler",
        metadata = new { name = service.Name, labels = new Map { ["ecommerce.example/scales-by"] = "lag" } },
        spec = new
        {
            scaleTargetRef = new { apiVersion = "apps/v1", kind = "Deployment", name = service.Name },
            minReplicas = 3,
            maxReplicas = 6,
            metrics = new[] { Resource(service, "cpu", 70), Resource(service, "memory", 150) },
            behavior = new
            {
                scaleUp = Scaling("Percent", 100, periodSeconds: 30, stabilizationWindowSeconds: 0),
                scaleDown = Scaling("Pods", 1, periodSeconds: 60, stabilizationWindowSeconds: 300),
            },
        },
    };

    private static object Scaling(string type, int value, int periodSeconds, int stabilizationWindowSeconds)
        => new { stabilizationWindowSeconds, policies = new[] { new { type, value, periodSeconds } } };

    /// <summary>Of the service's own container: a sidecar's use says nothing of the service.</summary>
    private static object Resource(Workload service, string name, int utilization) => new
    {
        type = "ContainerResource",
        containerResource = new
        {
            name,
            container = service.Name,
            target = new { type = "Utilization", averageUtilization = utilization },
        },
    };
}
