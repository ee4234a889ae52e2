using System.Net;
using System.Text.Json.Nodes;

namespace Ecommerce.Mesh.Tests.Network;

/// <summary>What the NetworkPolicies of one namespace mean, after the definition of networking.k8s.io/v1.</summary>
internal sealed class Policies(IEnumerable<KubernetesObject> objects)
{
    private readonly List<KubernetesObject> all = [.. objects.Where(candidate => candidate.Kind == "NetworkPolicy")];

    /// <summary>A connection comes about where its beginning may go out and its end may be entered.</summary>
    public bool Allow(Endpoint from, Endpoint to, string protocol, int port)
        => Passes(from, "Egress", "egress", "to", to, to, protocol, port)
            && Passes(to, "Ingress", "ingress", "from", from, to, protocol, port);

    private bool Passes(Endpoint guarded, string direction, string rules, string peers, Endpoint other, Endpoint destination,
        string protocol, int port)
    {
        // Policies guard the pods of their namespace; whom none selects is free.
        if (guarded is not Pod { Namespace: null } pod)
            return true;
        var selecting = all.Where(policy => Directions(policy).Contains(direction)
            && LabelSelector.Matches(policy.Root.At("spec.podSelector"), pod.Labels)).ToList();
        return selecting.Count == 0 || selecting.SelectMany(policy => policy.Root.Each($"spec.{rules}"))
            .Any(rule => IsPeer(rule, peers, other) && IsPort(rule, destination, protocol, port));
    }

    private static IEnumerable<string> Directions(KubernetesObject policy) => policy.Root.At("spec.policyTypes") is JsonArray types
        ? types.Select(type => (string)type!)
        : policy.Root.At("spec.egress") is null ? ["Ingress"] : ["Ingress", "Egress"];

    // A rule without peers, or with an empty list of them, is for everybody.
    private static bool IsPeer(JsonNode rule, string peers, Endpoint other)
        => !rule.Each(peers).Any() || rule.Each(peers).Any(peer => other switch
        {
            Pod pod => IsPod(peer, pod),
            Machine machine => IsIn(peer.At("ipBlock"), machine.Address),
            _ => false,
        });

    private static bool IsPod(JsonNode peer, Pod pod)
    {
        var (pods, namespaces) = (peer.At("podSelector"), peer.At("namespaceSelector"));
        if (pods is null && namespaces is null)
            return false;
        var isNamespace = namespaces is null
            ? pod.Namespace is null
            : LabelSelector.Matches(namespaces, new Dictionary<string,
                string>
            { ["kubernetes.io/metadata.name"] = pod.Namespace ?? "the shop's" });
        return isNamespace && (pods is null || LabelSelector.Matches(pods, pod.Labels));
    }

    private static bool IsIn(JsonNode? block, IPAddress address)
        => block is not null && IPNetwork.Parse(block.Text("cidr")!).Contains(address)
            && !block.Each("except").Any(network => IPNetwork.Parse((string)network!).Contains(address));

    private static bool IsPort(JsonNode rule, Endpoint destination, string protocol, int port)
        => !rule.Each("ports").Any() || rule.Each("ports").Any(allowed =>
            (allowed.Text("protocol") ?? "TCP") == protocol && IsNumber(allowed, destination, port));

    private static bool IsNumber(JsonNode allowed, Endpoint destination, int port)
    {
        if (allowed.At("port") is null)
            return true;
        if (allowed.Number("port") is { } number)
            return number <= port && port <= (allowed.Number("endPort") ?? number);
        return destination is Pod pod && pod.Ports.TryGetValue(allowed.Text("port")!, out var named) && named == port;
    }
}
