using System.Text.Json.Nodes;
using Ecommerce.Kubernetes;
using Ecommerce.Testing;

namespace Ecommerce.Observability.Tests;

public sealed class StackTests
{
    private static Manifest Stack => Kustomize.Build("components/observability/stack");

    private static Manifest Component => Kustomize.BaseWith("observability");

    [KubectlFact]
    public void Stack_builds_and_its_objects_are_valid()
        => Assert.Empty(Schemas.Errors(Stack.Objects.Concat(Component.Objects)));

    [KubectlFact]
    public void Stack_is_in_a_single_namespace()
        => Assert.All(Stack.Objects.Where(one => one.Kind is not ("Namespace" or "ClusterRole" or "ClusterRoleBinding")),
            one => Assert.Equal("monitoring", one.Namespace));

    [KubectlFact]
    public void Stack_container_has_a_pinned_image_limits_and_minimal_rights()
        => Assert.All(
            Stack.Objects.SelectMany(one => one.Root.Each("spec.template.spec.containers")),
            container =>
            {
                Assert.Matches(@":\d+\.\d+\.\d+$", container.Text("image"));
                Assert.NotNull(container.Text("resources.limits.memory"));
                Assert.NotNull(container.Text("resources.requests.cpu"));
                Assert.Equal("false", container.Text("securityContext.allowPrivilegeEscalation"));
                Assert.Contains("ALL", container.Each("securityContext.capabilities.drop").Select(capability => $"{capability}"));
                Assert.NotNull(container.At("readinessProbe"));
                Assert.NotNull(container.At("livenessProbe"));
            });

    [KubectlFact]
    public void Dashboard_has_the_label_of_Grafanas_sidecar()
    {
        var maps = Stack.OfKind("ConfigMap").Where(map => map.Labels.GetValueOrDefault("grafana_dashboard") == "1").ToList();
        Assert.Equal(Dashboards.All.Keys.Order(StringComparer.Ordinal),
            maps.SelectMany(map => map.Root.Map("data").Keys).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Dashboards_have_unique_names_and_panels_that_do_not_overlap()
    {
        Assert.Equal(5, Dashboards.All.Values.Select(dashboard => dashboard.Text("uid")).Distinct().Count());
        Assert.All(Dashboards.All.Values, dashboard =>
        {
            var cells = dashboard.Each("panels").SelectMany(Cells).ToList();
            Assert.Equal(cells.Count, cells.Distinct().Count());
            Assert.All(cells, cell => Assert.InRange(cell.Column, 0, 23));
        });
    }

    [KubectlFact]
    public void Prometheus_scrapes_every_service_of_the_model()
    {
        var model = JsonNode.Parse(File.ReadAllText(Repository.PathOf("tests", "clusters", "Manifests.Tests",
            "aspire-manifest.json")))!["resources"]!.AsObject();
        var services = model.Where(resource => resource.Value.Text("type")!.StartsWith("project.", StringComparison.Ordinal))
            .Select(resource => resource.Key);
        var selector = Component.Get("ServiceMonitor", "ecommerce-services").Root.At("spec.selector");
        var seen = Component.OfKind("Service").Where(service => LabelSelector.Matches(selector, service.Labels));
        Assert.Equal(services.Order(StringComparer.Ordinal), seen.Select(service => service.Name).Order(StringComparer.Ordinal));
        Assert.All(seen, service => Assert.Contains("http", service.Root.Each("spec.ports").Select(port => port.Text("name"))));
    }

    [KubectlFact]
    public void Service_sends_telemetry_to_the_collector_under_its_name()
        => Assert.All(Component.OfKind("Deployment"), service =>
        {
            var environment = service.Root.Each("spec.template.spec.containers").First().Each("env").ToDictionary(one => one.Text("name")!);
            Assert.Equal("metadata.labels['app.kubernetes.io/name']",
                environment["OTEL_SERVICE_NAME"].Text("valueFrom.fieldRef.fieldPath"));
            var collector = new Uri(environment["OTEL_EXPORTER_OTLP_ENDPOINT"].Text("value")!);
            var target = Stack.Get("Service", collector.Host.Split('.')[0]);
            Assert.Equal(collector.Host.Split('.')[1], target.Namespace);
            Assert.Contains(collector.Port, target.Root.Each("spec.ports").Select(port => port.Number("port") ?? 0));
        });

    [KubectlFact]
    public void Collector_pipelines_use_defined_components()
    {
        var map = Stack.OfKind("ConfigMap").Single(map => map.Name.StartsWith("otel-collector", StringComparison.Ordinal));
        var collector = Yaml.Documents(map.Root.Map("data")["config.yaml"]).Single();
        foreach (var part in new[] { "receivers", "processors", "exporters" })
        {
            var used = collector.At("service.pipelines")!.AsObject().SelectMany(pipeline => pipeline.Value.Each(part))
                .Select(name => $"{name}").Distinct();
            Assert.Equal(collector[part]!.AsObject().Select(one => one.Key).Order(StringComparer.Ordinal),
                used.Order(StringComparer.Ordinal));
        }
    }

    private static IEnumerable<(int Column, int Row)> Cells(JsonNode panel)
        => from column in Enumerable.Range(panel.Number("gridPos.x") ?? 0, panel.Number("gridPos.w") ?? 0)
           from row in Enumerable.Range(panel.Number("gridPos.y") ?? 0, panel.Number("gridPos.h") ?? 0)
           select (column, row);
}
