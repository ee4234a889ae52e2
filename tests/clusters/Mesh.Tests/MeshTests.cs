using System.Text.Json.Nodes;

namespace Ecommerce.Mesh.Tests;

public sealed class MeshTests
{
    // A connection that never was made carried no request.
    private static readonly string[] NotReached = ["connect-failure", "refused-stream"];

    private static readonly PublishedModel Published = new();

    [KubectlFact]
    public void Mesh_requires_mutual_TLS_and_denies_by_default()
    {
        var mesh = Kustomize.BaseWith("mesh-istio");

        Assert.Equal("STRICT", mesh.Get("PeerAuthentication", "default").Root.Text("spec.mtls.mode"));
        Assert.Empty(mesh.Get("AuthorizationPolicy", "allow-nothing").Root.At("spec")!.AsObject());
        Assert.All(mesh.Workloads, workload => Assert.Equal("true", workload.PodLabels["sidecar.istio.io/inject"]));
    }

    [KubectlFact]
    public void Only_idempotent_calls_are_retried()
    {
        var rules = Kustomize.BaseWith("mesh-istio").OfKind("VirtualService")
            .SelectMany(service => service.Root.Each("spec.http").Select(rule => (service, rule)));
        Assert.All(rules.Where(each => each.rule.At("route") is not null), each =>
        {
            var retriesMore = each.rule.Text("retries.retryOn")!.Split(',').Except(NotReached).Any();
            Assert.True(!retriesMore || IsRead(each.rule)
                || IsKeyed(each.service, each.rule), $"{each.service} tries {each.rule.Text("name")} again");
        });
    }

    [KubectlFact]
    public void Service_has_a_timeout_and_outlier_detection()
    {
        var mesh = Kustomize.BaseWith("mesh-istio");
        Assert.All(Published.Services, service =>
        {
            Assert.Equal("30s", mesh.Get("VirtualService", service).Root.Each("spec.http").Last().Text("timeout"));
            var limits = mesh.Get("DestinationRule", service).Root.At("spec.trafficPolicy");
            Assert.Equal(5, limits.Number("outlierDetection.consecutive5xxErrors"));
            Assert.True(limits.Number("outlierDetection.maxEjectionPercent") < 100);
            Assert.Equal("ISTIO_MUTUAL", limits.Text("tls.mode"));
        });
    }

    [KubectlFact]
    public void Event_stream_of_an_order_has_no_timeout()
    {
        var rules = Kustomize.BaseWith("mesh-istio").Get("VirtualService", "order-service").Root.Each("spec.http").ToList();
        var first = rules.First(rule => rule.Each("match").Any(match => match.Text("uri.regex") == "/orders/[^/]+/events(/.*)?"));
        Assert.Equal(rules[0], first);
        Assert.Equal("0s", first.Text("timeout"));
    }

    [KubectlFact]
    public void Ingress_does_not_expose_metrics_and_health()
        => Assert.All((string[])["gateway", "storefront", "back-office"], name =>
        {
            var entry = Kustomize.BaseWith("mesh-istio", "mesh-istio/entry").Get("VirtualService", $"entry-{name}").Root;
            Assert.Equal("entry", $"{Assert.Single(entry.Each("spec.gateways"))}");
            var first = entry.Each("spec.http").First();
            Assert.Equal(404, first.Number("directResponse.status"));
            Assert.Contains(first.Each("match"), match => match.Text("uri.prefix") == "/metrics");
        });

    private static bool IsRead(JsonNode rule)
        => rule.Each("match").Any() && rule.Each("match").All(match => match.Text("method.regex") == "GET|HEAD");

    private static bool IsKeyed(KubernetesObject service, JsonNode rule)
        => service.Name is "order-service" or "catalog-service" && rule.Each("match").Any()
            && rule.Each("match").All(match => match.At("headers.idempotency-key") is not null);
}
