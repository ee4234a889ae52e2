using Ecommerce.PolicyGenerator;

namespace Ecommerce.Mesh.Tests;

/// <summary>The model, the mesh's policies and the gateway's routes have the same references.</summary>
public sealed class ReferenceTests
{
    private static readonly PublishedModel Published = new();

    [Fact]
    public void References_read_from_the_manifest_match_its_setting_names()
        => Assert.Equal(Published.References.Order(),
            ManifestReader.Read(PublishedModel.Text).References.Select(reference => (reference.From, reference.To, reference.Port))
                .Order());

    [Fact]
    public void Gateway_references_exactly_the_services_of_its_routes() => Assert.Equal(
        PublishedModel.Routes.Select(route => (string)route["service"]!).Distinct().Order(),
        Published.References.Where(reference => reference.From == "gateway").Select(reference => reference.To).Order());

    [KubectlFact]
    public void Mesh_authorizes_references_backups_and_its_entry_only()
    {
        var authorized = Kustomize.BaseWith("mesh-istio", "mesh-istio/entry").OfKind("AuthorizationPolicy").SelectMany(ReferencesOf);

        Assert.Equal(
            [
                .. Published.References.Select(reference => $"{reference.From} -> {reference.To}:{reference.Port}")
                    .Concat(((string[])["gateway", "storefront", "back-office"])
                        .Select(service => $"istio-ingress/istio-ingressgateway -> {service}:8080"))
                    .Concat(["backup -> every server:5432", "backup -> every server:6379", "backup -> every server:27017"])
                    .Append("catalog-service -> redis-cache:6379")
                    .Order(StringComparer.Ordinal),
            ],
            authorized.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> ReferencesOf(KubernetesObject policy) => policy.Root.Each("spec.rules").SelectMany(rule =>
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
