using System.Text.Json.Nodes;

namespace Ecommerce.Mesh.Tests;

/// <summary>Kong gets through a mesh that lets nobody in without its certificate, and tells who calls.</summary>
public sealed class KongTests
{
    public static TheoryData<string> Overlays { get; } = ["staging", "production"];

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Kong_calls_services_by_the_address_and_the_name_that_its_sidecar_knows(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var routed = manifest.OfKind("Ingress").SelectMany(ingress => ingress.Root.Each("spec.rules")).SelectMany(rule
            => rule.Each("http.paths")).Select(path => path.Text("backend.service.name")!).ToHashSet();

        Assert.Superset(new HashSet<string> { "storefront", "back-office", "order-service", "order-service-3600s" }, routed);
        Assert.All(routed, service => Assert.Equal("true",
            manifest.Get("Service", service).Annotations.GetValueOrDefault("ingress.kubernetes.io/service-upstream")));
        Assert.All(manifest.OfKind("Ingress"),
            ingress => Assert.Equal("false", ingress.Annotations.GetValueOrDefault("konghq.com/preserve-host")));
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void No_route_of_the_mesh_catches_the_hosts_of_Kong(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var hosts = manifest.OfKind("Ingress").SelectMany(ingress => ingress.Root.Each("spec.rules")).Select(rule => rule.Text("host"))
            .ToHashSet();
        var inside = manifest.OfKind("VirtualService")
            .Where(route => route.Root.At("spec.gateways") is null || route.Root.Each("spec.gateways").Any(name => $"{name}" == "mesh"));

        Assert.Equal(3, hosts.Count);
        Assert.Empty(inside.SelectMany(route => route.Root.Each("spec.hosts")).Select(host => (string?)$"{host}").Intersect(hosts));
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Overlay_has_one_door(string overlay)
        => Assert.Empty(Kustomize.Build($"overlays/{overlay}").OfKind("Gateway"));

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Kong_of_the_overlay_is_installed_and_let_in(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var kong = KongOf(manifest);
        var (space, release) = (kong.Root.Text("spec.destination.namespace"),
            ChartValues.Sources(kong).Select(source => source.Text("helm.releaseName")).OfType<string>().Single());
        var values = ChartValues.Of(kong);

        Assert.All(manifest.OfKind("Ingress"),
            ingress => Assert.Equal(ingress.Root.Text("spec.ingressClassName"), values.Text("controller.ingressController.ingressClass")));
        // The chart would make roles in these, before the shops make the namespaces.
        Assert.Empty(values.Each("controller.ingressController.watchNamespaces"));
        Assert.Equal("true", values.Map("gateway.podLabels")["sidecar.istio.io/inject"]);
        Assert.All((string[])["gateway", "storefront", "back-office", "order-service"], name => Assert.Equal(name != "gateway",
            manifest.Get("AuthorizationPolicy", name).Root.Each("spec.rules").SelectMany(rule => rule.Each("from"))
                .SelectMany(source => source.Each("source.serviceAccounts")).Any(account => $"{account}" == $"{space}/{release}-gateway")));
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Limit_per_address_counts_clients_and_no_balancer(string overlay)
    {
        var values = ChartValues.Of(KongOf(Kustomize.Build($"overlays/{overlay}")));

        Assert.Equal("Local", values.Text("gateway.proxy.externalTrafficPolicy"));
        // A sidecar in front of Kong would be the client of every call.
        Assert.Equal("", values.Map("gateway.podAnnotations")["traffic.sidecar.istio.io/includeInboundPorts"]);
        var trusted = values.Text("gateway.env.trusted_ips")!.Split(',');
        Assert.NotEmpty(trusted);
        Assert.DoesNotContain("0.0.0.0/0", trusted);
        Assert.Equal("X-Forwarded-For", values.Text("gateway.env.real_ip_header"));
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Services_believe_Kong_for_whom_it_calls(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var proof = manifest.Get("KongPlugin", "proxy-secret");
        var secret = manifest.Get("ExternalSecret", proof.Root.Each("configPatches").First().Text("valueFrom.secretKeyRef.name")!);
        var own = manifest.Get("ExternalSecret", "user-service-secrets").Root.Each("spec.data")
            .Single(entry => entry.Text("secretKey") == "PARAM_PROXY_SECRET");

        Assert.Equal(own.At("remoteRef")!.ToJsonString(), secret.Root.Each("spec.data").Single().At("remoteRef")!.ToJsonString());
        var lists = JsonNode.Parse(secret.Root.Map("spec.target.template.data")["headers"])!;
        Assert.Equal("X-Proxy-Secret:{{ .secret }}", $"{Assert.Single(lists.Each("headers"))}");
        // What a client sends in its place goes, too.
        Assert.Equal(["/add", "/replace"], proof.Root.Each("configPatches").Select(patch => patch.Text("path")!).Order());
        Assert.All(manifest.OfKind("Ingress").Where(ingress => !ingress.Name.EndsWith("-private", StringComparison.Ordinal)),
            ingress => Assert.Contains(proof.Name, ingress.Annotations["konghq.com/plugins"].Split(',')));
    }

    private static KubernetesObject KongOf(Manifest manifest)
    {
        var controller = manifest.OfKind("Ingress").Select(ingress => ingress.Root.Text("spec.ingressClassName")).Distinct().Single();
        return Kustomize.Build("platform").OfKind("Application").Single(application
            => ChartValues.Of(application).Text("controller.ingressController.ingressClass") == controller);
    }
}
