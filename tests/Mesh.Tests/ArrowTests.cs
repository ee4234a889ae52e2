using Ecommerce.Arrows;

namespace Ecommerce.Mesh.Tests;

/// <summary>The model, the mesh's policies, and the gateway's routes tell of the same arrows.</summary>
public sealed class ArrowTests
{
    private static readonly PublishedModel Published = new();

    [Fact]
    public void What_is_read_of_the_manifest_is_what_its_settings_are_named_after()
        => Assert.Equal(Published.Arrows.Order(), ManifestReader.Read(PublishedModel.Text).Arrows.Select(arrow => (arrow.From, arrow.To, arrow.Port)).Order());

    [Fact]
    public void The_gateway_refers_to_the_services_of_its_routes_and_to_no_others() => Assert.Equal(
        PublishedModel.Routes.Select(route => (string)route["service"]!).Distinct().Order(),
        Published.Arrows.Where(arrow => arrow.From == "gateway").Select(arrow => arrow.To).Order());

    [KubectlFact]
    public void The_mesh_authorizes_the_models_arrows_and_what_keeps_and_watches_its_data()
    {
        var authorized = Kustomize.BaseWith("mesh-istio").OfKind("AuthorizationPolicy").SelectMany(ArrowsOf);

        Assert.Equal(
            [
                .. Published.Arrows.Select(arrow => $"{arrow.From} -> {arrow.To}:{arrow.Port}")
                    .Concat(["istio-ingress/istio-ingressgateway -> gateway:8080", "istio-ingress/istio-ingressgateway -> storefront:8080"])
                    .Concat(["monitoring -> every service:8080 GET /metrics"])
                    .Concat(["backup -> every server:5432", "backup -> every server:6379", "backup -> every server:27017"])
                    .Concat(["redis-replica -> redis:6379", "catalog-service -> redis-cache:6379"])
                    .Order(StringComparer.Ordinal),
            ],
            authorized.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> ArrowsOf(KubernetesObject policy) => policy.Root.Each("spec.rules").SelectMany(rule =>
        from source in rule.Each("from")
        from caller in source.Each("source.serviceAccounts").Concat(source.Each("source.namespaces"))
        from operation in rule.Each("to")
        from port in operation.Each("operation.ports")
        select $"{caller} -> {TargetOf(policy)}:{port}{What(operation, "methods")}{What(operation, "paths")}");

    private static string TargetOf(KubernetesObject policy)
    {
        var labels = policy.Root.Map("spec.selector.matchLabels");
        return labels.GetValueOrDefault("app.kubernetes.io/name") ?? $"every {labels["app.kubernetes.io/component"]}";
    }

    private static string What(System.Text.Json.Nodes.JsonNode operation, string limits)
        => string.Concat(operation.Each($"operation.{limits}").Select(limit => $" {limit}"));
}
