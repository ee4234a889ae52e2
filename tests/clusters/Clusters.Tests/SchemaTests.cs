namespace Ecommerce.Clusters.Tests;

public sealed class SchemaTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop
        spec:
          replicas: 2
          selector:
            matchLabels: {app: shop}
          template:
            metadata:
              labels: {app: shop}
            spec:
              containers:
                - name: shop
                  image: shop:1.0.0
                  ports: [{containerPort: 8080}]
        """;

    [Fact]
    public void Valid_object_has_no_errors() => Assert.Empty(Errors(Deployment));

    [Theory]
    [InlineData("replicas: 2", "replica: 2", "Deployment/shop: /spec/replica is not a known field")]
    [InlineData("replicas: 2", "replicas: two", "Deployment/shop: /spec/replicas must be integer")]
    [InlineData("containerPort: 8080", "contanerPort: 8080",
        "Deployment/shop: /spec/template/spec/containers/0/ports/0/contanerPort is not a known field")]
    [InlineData("  name: shop\nspec", "  name: shop\n  owner: me\nspec", "Deployment/shop: /metadata/owner is not a known field")]
    [InlineData("apps/v1", "apps/v3", "Deployment/shop: there is no schema of apps/v3 Deployment: install its npm package, or write one "
        + "in tests/clusters/Kubernetes/schemas")]
    public void Unknown_or_invalid_field_is_rejected(string right, string wrong, string error)
        => Assert.Contains(error, Errors(Deployment.Replace(right, wrong, StringComparison.Ordinal)));

    [Fact]
    public void Custom_resource_is_validated_against_its_schema() => Assert.Equal(
    [
        "VirtualService/a: /spec/htp is not a known field",
        "ServiceMonitor/b: /spec/endpoints/0/intervall is not a known field",
        "Application/c: /spec/source/paths is not a known field",
        "Rollout/d: /spec/strategy/blueGreen/preview is not a known field",
        "ExternalSecret/e: /spec/target/nam is not a known field",
        "Certificate/f: /spec/dns is not a known field",
        "HTTPRoute/g: /spec/hosts is not a known field",
    ], Errors("""
        {apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: a}, spec: {hosts: [x], htp: []}}
        ---
        {apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, metadata: {name: b},
         spec: {selector: {}, endpoints: [{port: http, intervall: 15s}]}}
        ---
        {apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: c},
         spec: {project: x, destination: {}, source: {repoURL: x, paths: y}}}
        ---
        {apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: d},
         spec: {strategy: {blueGreen: {activeService: x, preview: y}}}}
        ---
        {apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: {name: e}, spec: {target: {nam: x}}}
        ---
        {apiVersion: cert-manager.io/v1, kind: Certificate, metadata: {name: f}, spec: {secretName: x, issuerRef: {name: y}, dns: [z]}}
        ---
        {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: g}, spec: {hosts: [x]}}
        """));

    private static IReadOnlyList<string> Errors(string yaml) => Schemas.Errors(Manifest.Parse(yaml).Objects);
}
