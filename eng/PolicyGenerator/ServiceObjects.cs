namespace Ecommerce.PolicyGenerator;

/// <summary>Objects that every service of the model has, alike but for its name.</summary>
internal static class ServiceObjects
{
    // The user of the services' images: eng/Images.props.
    private const int User = 1654;

    public static IEnumerable<object> Accounts(Model model) => model.Workloads.Select(workload => new
    {
        apiVersion = "v1",
        kind = "ServiceAccount",
        metadata = new { name = workload.Name, labels = new Map { [Labels.Name] = workload.Name, [Labels.PartOf] = "ecommerce" } },
        automountServiceAccountToken = false,
    });

    /// <summary>The account of each service, and /tmp in memory: request bodies that are too large for a buffer go there.</summary>
    public static IEnumerable<object> Hardening(Model model) => model.Services.Select(service => new
    {
        apiVersion = "apps/v1",
        kind = "Deployment",
        metadata = new { name = service.Name },
        spec = new
        {
            template = new
            {
                spec = new
                {
                    serviceAccountName = service.Name,
                    securityContext = new { runAsUser = User, runAsGroup = User },
                    containers = new[] { new { name = service.Name, volumeMounts = new[] { new { name = "tmp", mountPath = "/tmp" } } } },
                    volumes = new[] { new { name = "tmp", emptyDir = new { medium = "Memory", sizeLimit = "64Mi" } } },
                },
            },
        },
    });

    public static IEnumerable<object> DisruptionBudgets(Model model) => model.Services.Select(service => new
    {
        apiVersion = "policy/v1",
        kind = "PodDisruptionBudget",
        metadata = new { name = service.Name },
        spec = new
        {
            maxUnavailable = 1,
            unhealthyPodEvictionPolicy = "AlwaysAllow",
            selector = new { matchLabels = new Map { [Labels.Name] = service.Name } },
        },
    });

    /// <summary>
    /// One monitor for the pods of all services. In a strict mesh nobody without its certificate is let in at a service's port: there the
    /// sidecar tells the service's metrics at a port that it leaves alone. Limits keep a service with too many series from overloading
    /// Prometheus.
    /// </summary>
    public static object Monitor(Model model) => new
    {
        apiVersion = "monitoring.coreos.com/v1",
        kind = "PodMonitor",
        metadata = new { name = "ecommerce-services", labels = new Map { [Labels.PartOf] = "ecommerce", ["release"] = "prometheus" } },
        spec = new
        {
            jobLabel = Labels.Name,
            selector = new
            {
                matchLabels = new Map { [Labels.PartOf] = "ecommerce" },
                matchExpressions = new[] { new { key = Labels.Name, @operator = "In", values = NamesOf(model) } },
            },
            podMetricsEndpoints = new[]
            {
                new
                {
                    port = "http",
                    path = "/metrics",
                    interval = "15s",
                    scrapeTimeout = "5s",
                    relabelings = new object[]
                    {
                        WithSidecar("__address__", @"true;(.+):\d+", "$1:15020", "__address__"),
                        WithSidecar("__metrics_path__", "true;.*", "/stats/prometheus", "__metrics_path__"),
                    },
                    // What the sidecar tells of itself.
                    metricRelabelings = new[]
                    {
                        new { sourceLabels = new[] { "__name__" }, regex = "(envoy|istio)_.*", action = "drop" },
                    },
                },
            },
            sampleLimit = 20000,
            labelLimit = 30,
        },
    };

    private static object WithSidecar(string source, string regex, string replacement, string targetLabel) => new
    {
        sourceLabels = new[] { "__meta_kubernetes_pod_label_sidecar_istio_io_inject", source },
        regex,
        replacement,
        targetLabel,
        action = "replace",
    };

    private static IEnumerable<string> NamesOf(Model model) => model.Services.Select(service => service.Name).Order(StringComparer.Ordinal);
}
