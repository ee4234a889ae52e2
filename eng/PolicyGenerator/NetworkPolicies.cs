namespace Ecommerce.PolicyGenerator;

/// <summary>One policy per workload, both directions: who may open connections to it, and to whom it may open them.</summary>
internal static class NetworkPolicies
{
    private static readonly string[] BothDirections = ["Ingress", "Egress"];

    public static IEnumerable<object> Of(Model model, IReadOnlyList<Route> routes) => model.Workloads.Select(workload => new
    {
        apiVersion = "networking.k8s.io/v1",
        kind = "NetworkPolicy",
        metadata = new { name = workload.Name, labels = Labels.Of(workload, routes) },
        spec = new
        {
            podSelector = Pods(workload.Name),
            policyTypes = BothDirections,
            ingress = IngressOf(model, workload),
            egress = EgressOf(model, workload),
        },
    });

    private static object[] IngressOf(Model model, Workload workload) =>
    [
        .. model.To(workload).GroupBy(reference => reference.Port).Select(references => new
        {
            from = references.Select(reference => Peer(reference.From)),
            ports = Tcp(references.Key),
        }),
    ];

    private static object[] EgressOf(Model model, Workload workload) =>
    [
        .. model.From(workload).GroupBy(reference => reference.Port).Select(references => new
        {
            to = references.Select(reference => Peer(reference.To)),
            ports = Tcp(references.Key),
        }),
        .. Outside.Internet.TryGetValue(workload.Name, out var ports) ? [ToTheInternet(ports)] : Array.Empty<object>(),
    ];

    private static object ToTheInternet(int[] ports) => new
    {
        to = new object[]
        {
            new { ipBlock = new { cidr = "0.0.0.0/0", except = Outside.PrivateNetworks } },
            new { ipBlock = new { cidr = "::/0", except = Outside.PrivateNetworks6 } },
        },
        ports = Tcp(ports),
    };

    private static object Peer(string workload) => new { podSelector = Pods(workload) };

    private static object Pods(string workload) => new { matchLabels = new Map { [Labels.Name] = workload } };

    private static IEnumerable<object> Tcp(params int[] ports) => ports.Select(port => new { protocol = "TCP", port });
}
