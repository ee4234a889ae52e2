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
        Assert.Equal(6, Dashboards.All.Values.Select(dashboard => dashboard.Text("uid")).Distinct().Count());
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
        var monitor = Component.Get("PodMonitor", "ecommerce-services");
        var seen = SeenBy(monitor, Component);
        Assert.Equal(services.Order(StringComparer.Ordinal), seen.Select(service => service.Name).Order(StringComparer.Ordinal));
        Assert.All(seen, service => Assert.Equal(("http://10.0.0.1:8080/metrics", service.Name), TargetOf(monitor, service)));
    }

    /// <summary>
    /// Nobody without a certificate is let in at a service's port there. At 15020 the sidecar asks the service by itself, where the pod
    /// says so; that port no policy of the mesh guards, and network policies let Prometheus in.
    /// </summary>
    [KubectlTheory]
    [InlineData("staging")]
    [InlineData("production")]
    public void Prometheus_reads_services_in_a_strict_mesh_by_their_sidecars(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        Assert.Equal("STRICT", manifest.OfKind("PeerAuthentication").Single().Root.Text("spec.mtls.mode"));
        Assert.True(ChartValues.Of(Kustomize.Build("platform").Get("Application", "istiod")).Is("meshConfig.enablePrometheusMerge"));
        var monitor = manifest.Get("PodMonitor", "ecommerce-services");
        var seen = SeenBy(monitor, manifest);

        Assert.Equal(12, seen.Count);
        Assert.All(seen, service =>
        {
            // The job's name is the Deployment's: ServiceDown says the same of a service that no target has, and inhibitions compare it.
            Assert.Equal(("http://10.0.0.1:15020/stats/prometheus", service.Name), TargetOf(monitor, service));
            var annotations = service.Template.Map("metadata.annotations");
            Assert.Equal(("true", "8080", "/metrics"),
                (annotations["prometheus.io/scrape"], annotations["prometheus.io/port"], annotations["prometheus.io/path"]));
        });
        Assert.Contains(manifest.Get("NetworkPolicy", "metrics").Root.Each("spec.ingress").Single().Each("ports"),
            port => port.Number("port") == 15020);
        // What the services say passes, what sidecars say of themselves does not.
        var kept = monitor.Root.Each("spec.podMetricsEndpoints").Single().Each("metricRelabelings").ToList();
        Assert.NotNull(Relabeling.Apply(kept, new Dictionary<string, string> { ["__name__"] = "ecommerce_messages_lag" }));
        Assert.Null(Relabeling.Apply(kept, new Dictionary<string, string> { ["__name__"] = "istio_requests_total" }));
    }

    /// <summary>
    /// Prometheus writes the namespace of a monitor over that of its metrics; those about objects of other namespaces would be of none
    /// that a rule of a shop asks for.
    /// </summary>
    [KubectlFact]
    public void Metrics_about_other_namespaces_keep_them()
    {
        var values = ChartValues.Of(Kustomize.Build("gitops").Get("Application", "prometheus"));
        Assert.Equal("namespace", values.Text("prometheus.prometheusSpec.enforcedNamespaceLabel"));
        var free = values.Each("prometheus.prometheusSpec.excludedFromEnforcement")
            .Where(one => one.Text("resource") == "servicemonitors").Select(one => one.Text("namespace")).ToHashSet();
        var manager = Kustomize.Build("platform").Get("Application", "cert-manager");
        Assert.Contains(manager.Root.Text("spec.destination.namespace"), free);
        Assert.True(ChartValues.Of(manager).Is("prometheus.servicemonitor.honorLabels"));
        Assert.Superset(new HashSet<string?> { "kong", "kong-staging" }, free);
        var requests = Relabeling.Apply(ChartValues.Of(Kustomize.Build("platform").Get("Application", "kong-staging"))
            .Each("gateway.serviceMonitor.metricRelabelings"), new Dictionary<string, string>
            {
                ["namespace"] = "kong-staging", ["exported_service"] = "ecommerce-staging.order-service.8080",
            });
        Assert.Equal("ecommerce-staging", requests!["namespace"]);
        // kube-state-metrics and the kubelet.
        Assert.Contains("monitoring", free);
    }

    [KubectlFact]
    public void Grafana_has_no_password_that_everybody_knows()
        => Assert.Equal("grafana-admin",
            ChartValues.Of(Kustomize.Build("gitops").Get("Application", "prometheus")).Text("grafana.admin.existingSecret"));

    private static List<Workload> SeenBy(KubernetesObject monitor, Manifest manifest)
        => [.. manifest.Workloads.Where(workload => LabelSelector.Matches(monitor.Root.At("spec.selector"), workload.PodLabels))];

    private static string Underscored(string name) => new([.. name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')]);

    /// <summary>What a target of a pod becomes: the labels of discovery, through the monitor's rules.</summary>
    private static (string Url, string? Job) TargetOf(KubernetesObject monitor, Workload pod)
    {
        var endpoint = monitor.Root.Each("spec.podMetricsEndpoints").Single();
        var port = pod.Containers.SelectMany(container => container.Each("ports"))
            .Single(port => port.Text("name") == endpoint.Text("port"));
        var labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["__address__"] = $"10.0.0.1:{port.Text("containerPort")}", ["__metrics_path__"] = endpoint.Text("path")!,
        };
        foreach (var (name, value) in pod.PodLabels)
            labels[$"__meta_kubernetes_pod_label_{Underscored(name)}"] = value;
        var target = Relabeling.Apply(endpoint.Each("relabelings"), labels)!;
        return ($"http://{target["__address__"]}{target["__metrics_path__"]}",
            pod.PodLabels.GetValueOrDefault(monitor.Root.Text("spec.jobLabel")!));
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
