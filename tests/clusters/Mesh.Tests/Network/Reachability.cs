namespace Ecommerce.Mesh.Tests.Network;

/// <summary>Everything that can be reached from anywhere, of the shop's pods and of those around them.</summary>
internal static class Reachability
{
    public static readonly Pod Dns = Pod.Elsewhere("dns", "kube-system", ("k8s-app", "kube-dns"));
    public static readonly Pod Collector = Pod.Elsewhere("collector", "monitoring", ("app.kubernetes.io/name", "otel-collector"));
    public static readonly Pod Prometheus = Pod.Elsewhere("prometheus", "monitoring", ("app.kubernetes.io/name", "prometheus"));
    public static readonly Pod Nginx = Pod.Elsewhere(
        "nginx", "ingress-nginx", ("app.kubernetes.io/name", "ingress-nginx"), ("app.kubernetes.io/component", "controller"));

    public static readonly Pod Kong = Pod.Elsewhere("kong", "kong", ("app.kubernetes.io/name", "gateway"));
    public static readonly Pod KongOfStaging = Pod.Elsewhere("kong-of-staging", "kong-staging", ("app.kubernetes.io/name", "gateway"));
    public static readonly Pod IstioEntry = Pod.Elsewhere("istio-entry", "istio-ingress", ("istio", "ingressgateway"));
    public static readonly Pod Istiod = Pod.Elsewhere("istiod", "istio-system", ("app", "istiod"));

    // The same labels in another namespace are no friend.
    private static readonly Pod[] Strangers =
    [
        Pod.Elsewhere(Stranger, null),
        Pod.Elsewhere("stranger-with-our-labels", "elsewhere", ("app.kubernetes.io/name", "gateway"),
            ("app.kubernetes.io/component", "service")),
        Pod.Elsewhere("other-in-kube-system", "kube-system", ("k8s-app", "other")),
        Pod.Elsewhere("dns-elsewhere", "elsewhere", ("k8s-app", "kube-dns")),
        Pod.Elsewhere("other-in-monitoring", "monitoring"),
        Pod.Elsewhere("other-in-kong", "kong"),
    ];

    private static readonly Machine[] Machines =
        [.. ((string[])["93.184.216.34", "2606:2800:220:1::1", "10.1.2.3", "172.20.1.1", "192.168.1.1", "169.254.169.254", "fd00::1"])
            .Select(Machine.At)];

    private static readonly int[] Ports = [22, 53, 80, 443, 587, 3306, 4317, 5432, 6379, 6443, 8080, 9092, 9093, 9200, 9300, 15012, 15020,
        27017];

    /// <summary>Whatever is not in the shop's namespace.</summary>
    public static IReadOnlyList<Endpoint> Outside { get; } =
        [Dns, Collector, Prometheus, Nginx, Kong, KongOfStaging, IstioEntry, Istiod,
            .. Strangers.Where(stranger => stranger.Namespace is not null), .. Machines];

    /// <summary>A pod in the shop's namespace that nobody planned.</summary>
    public const string Stranger = "stranger";

    /// <summary>Such as <c>gateway -> cart-service:8080</c>; UDP where it says so.</summary>
    public static SortedSet<string> Of(Manifest manifest)
    {
        var policies = new Policies(manifest.Objects);
        Endpoint[] inside = [.. manifest.Workloads.Select(Pod.Of), Strangers[0]];

        var pairs = from one in inside.Concat(Outside) from other in inside.Concat(Outside)
                    where one != other && (inside.Contains(one) || inside.Contains(other)) select (From: one, To: other);
        return new(pairs.SelectMany(pair => Ports.Where(port => policies.Allow(pair.From, pair.To, "TCP", port))
            .Select(port => $"{pair.From.Name} -> {pair.To.Name}:{port}")
            .Concat(policies.Allow(pair.From, pair.To, "UDP", 53) ? [$"{pair.From.Name} -> {pair.To.Name}:53 UDP"] : [])),
                StringComparer.Ordinal);
    }
}
