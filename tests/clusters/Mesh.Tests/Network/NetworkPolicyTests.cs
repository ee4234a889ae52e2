using System.Text.Json.Nodes;

namespace Ecommerce.Mesh.Tests.Network;

public sealed class NetworkPolicyTests
{
    private static readonly PublishedModel Model = new();

    private static readonly string[] Internet = ["93.184.216.34", "2606:2800:220:1::1"];

    [KubectlFact]
    public void Network_allows_only_references_DNS_telemetry_and_metrics() => AssertReachable([], "network-policy");

    [KubectlFact]
    public void Kong_reaches_only_routed_services() => AssertReachable(
        [
            "kong -> storefront:8080", "kong -> back-office:8080", .. Routed.Select(service => $"kong -> {service}:8080"),
            // The job that carries signing keys over knows the API server by no address.
            .. Names("kong-signing-keys"), "kong-signing-keys -> user-service:8080",
            .. Reachability.Outside.SelectMany(other => new[] { $"kong-signing-keys -> {other.Name}:443",
                $"kong-signing-keys -> {other.Name}:6443" }),
        ],
        "network-policy", "gateway-kong", "gateway-kong/open");

    [KubectlFact]
    public void NGINX_reaches_only_the_gateway_and_what_serves_pages()
        => AssertReachable(
            ["nginx -> gateway:8080", "nginx -> storefront:8080", "nginx -> back-office:8080"], "network-policy", "ingress-nginx");

    /// <summary>Prometheus asks the sidecars, and no longer the services, who would want a certificate of it.</summary>
    [KubectlFact]
    public void Mesh_adds_only_its_control_plane_and_sidecar_metrics() => Assert.Empty(Difference(
        [
            .. Expected.Except(Model.Services.Select(service => $"prometheus -> {service}:8080")),
            .. Inside.Select(pod => $"{pod} -> istiod:15012"), .. Model.Services.Select(service => $"prometheus -> {service}:15020"),
        ],
        Kustomize.BaseWith("network-policy", "mesh-istio")));

    [KubectlFact]
    public void Entry_of_the_mesh_reaches_only_the_gateway_and_what_serves_pages() => AssertReachable(
        ["istio-entry -> gateway:8080", "istio-entry -> storefront:8080", "istio-entry -> back-office:8080"],
        "network-policy", "mesh-istio/entry");

    [KubectlFact]
    public void Missing_default_deny_is_detected_as_open_pods()
        => Assert.Contains("open: stranger-with-our-labels -> stranger:8080",
            Broken(policies => policies.RemoveAll(policy => policy.Name == "default-deny")));

    [KubectlFact]
    public void Missing_policy_is_detected_as_a_closed_reference()
        => Assert.Contains("closed: gateway -> cart-service:8080",
            Broken(policies => policies.RemoveAll(policy => policy is { Kind: "NetworkPolicy", Name: "cart-service" })));

    [KubectlFact]
    public void Selector_for_the_whole_shop_is_detected_as_open() => Assert.Contains("open: storefront -> redis:6379", Broken(policies =>
    {
        var everybody = Pods(("app.kubernetes.io/part-of", "ecommerce"));
        Rules(policies, "redis", "ingress").Add(new JsonObject { ["from"] = new JsonArray(everybody.DeepClone()) });
        Rules(policies, "storefront", "egress").Add(new JsonObject { ["to"] = new JsonArray(everybody) });
    }));

    [KubectlFact]
    public void Namespace_and_pod_in_separate_peers_are_detected_as_open()
        => Assert.Contains("open: cart-service -> other-in-kube-system:53 UDP", Broken(policies =>
    {
        var peers = Rules(policies, "dns", "egress")[0]!["to"]!.AsArray();
        var pods = peers[0]!["podSelector"]!.DeepClone();
        peers[0]!.AsObject().Remove("podSelector");
        peers.Add(new JsonObject { ["podSelector"] = pods });
    }));

    [KubectlFact]
    public void Internet_rule_without_private_exceptions_is_detected_as_open()
        => Assert.Contains("open: notification-service -> 169.254.169.254:443", Broken(policies =>
        {
            foreach (var rule in Rules(policies, "notification-service", "egress").Where(rule => rule!["to"]![0]!["ipBlock"] is not null))
                rule!["to"]![0]!["ipBlock"]!.AsObject().Remove("except");
        }));

    private static string[] Inside => [.. Model.Services, .. Model.Servers, Reachability.Stranger];

    private static IEnumerable<string> Routed
        => Model.References.Where(reference => reference.From == "gateway").Select(reference => reference.To);

    /// <summary>The expected network of the shop, whichever ingress it has.</summary>
    private static IEnumerable<string> Expected =>
    [
        .. Model.References.Select(reference => $"{reference.From} -> {reference.To}:{reference.Port}"),
        .. Inside.SelectMany(Names),
        .. Model.Services.SelectMany(service => new[] { $"{service} -> collector:4317", $"prometheus -> {service}:8080" }),
        .. Internet.SelectMany(address => new[]
        {
            $"user-service -> {address}:443", $"catalog-service -> {address}:443", $"payment-service -> {address}:443",
            $"notification-service -> {address}:443", $"notification-service -> {address}:587",
        }),
    ];

    private static string[] Names(string pod) => [$"{pod} -> dns:53", $"{pod} -> dns:53 UDP"];

    private static void AssertReachable(string[] more, params string[] components)
        => Assert.Empty(Difference([.. Expected, .. more], Kustomize.BaseWith(components)));

    /// <summary>What is found where the policies are not those of the component.</summary>
    private static string[] Broken(Action<List<KubernetesObject>> spoil)
    {
        var manifest = Kustomize.BaseWith("network-policy");
        var objects = manifest.Objects.Select(one => new KubernetesObject(one.Root.DeepClone().AsObject())).ToList();
        spoil(objects);
        return Difference(Expected, manifest with { Objects = objects });
    }

    private static string[] Difference(IEnumerable<string> expected, Manifest manifest)
    {
        var (wanted, found) = (expected.ToHashSet(), Reachability.Of(manifest));
        return [.. wanted.Except(found).Select(line => $"closed: {line}"), .. found.Except(wanted).Select(line => $"open: {line}")];
    }

    private static JsonArray Rules(List<KubernetesObject> policies, string name, string direction)
        => policies.Single(policy => policy.Kind == "NetworkPolicy" && policy.Name == name).Root["spec"]![direction]!.AsArray();

    private static JsonObject Pods((string Key, string Value) label)
        => new() { ["podSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { [label.Key] = label.Value } } };
}
