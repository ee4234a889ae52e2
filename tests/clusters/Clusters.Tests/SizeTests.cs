using System.Globalization;
using System.Text.RegularExpressions;
using Ecommerce.Testing;

namespace Ecommerce.Clusters.Tests;

/// <summary>Numbers of the overlays fit together, and with what is asked of them.</summary>
public sealed partial class SizeTests
{
    public static TheoryData<string> Overlays { get; } = ["staging", "production"];

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Loss_of_one_PostgreSQL_does_not_stop_writes(string overlay)
    {
        var cluster = Kustomize.Build($"overlays/{overlay}").Get("Cluster", "postgres").Root;
        var (instances, copies) = (cluster.Number("spec.instances"), cluster.Number("spec.postgresql.synchronous.number"));
        Assert.True(cluster.Text("spec.postgresql.synchronous.dataDurability") == "preferred" || instances - 1 > copies,
            $"{instances} instances, a commit is on {copies} others, and one may be lost.");
    }

    /// <summary>A sidecar has requests of its own, small ones, and pods have limits.</summary>
    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Autoscalers_look_at_the_service_and_not_at_its_sidecar(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        Assert.All(manifest.OfKind("HorizontalPodAutoscaler"), scaler =>
        {
            Assert.DoesNotContain(scaler.Root.Each("spec.metrics"), metric => metric.Text("type") == "Resource");
            var containers = manifest.Get("Deployment", scaler.Name).Root.Each("spec.template.spec.containers")
                .Select(container => container.Text("name")).ToList();
            Assert.All(scaler.Root.Each("spec.metrics").Where(metric => metric.Text("type") == "ContainerResource"),
                metric => Assert.Contains(metric.Text("containerResource.container"), containers));
        });
    }

    /// <summary>Its visitors come from one address; each begins ten calls a second.</summary>
    [KubectlFact]
    public void Load_test_passes_the_limits_of_staging()
    {
        var workflow = File.ReadAllText(Repository.PathOf(".github", "workflows", "load.yml"));
        var rate = int.Parse(Rate().Match(workflow).Groups[1].Value, CultureInfo.InvariantCulture);
        var staging = Kustomize.Build("overlays/staging");
        Assert.True(staging.Get("KongPlugin", "rate-limiting").Root.Number("config.minute") >= rate * 10 * 60);
        var gateway = staging.OfKind("ConfigMap").Single(map => map.Name.StartsWith("gateway-config", StringComparison.Ordinal));
        Assert.True(int.Parse(gateway.Root.Map("data")["RateLimit__PermitsPerMinute"], CultureInfo.InvariantCulture) >= rate * 10 * 60);
        Assert.Equal(600, Kustomize.Build("overlays/production").Get("KongPlugin", "rate-limiting").Root.Number("config.minute"));
    }

    /// <summary>Its operator reads it from the object, and writes the label of each pod's node to the pod.</summary>
    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Elasticsearch_knows_the_zones_of_its_nodes(string overlay)
    {
        var elasticsearch = Kustomize.Build($"overlays/{overlay}").Get("Elasticsearch", "elasticsearch");
        var label = elasticsearch.Annotations["eck.k8s.elastic.co/downward-node-labels"];
        var container = elasticsearch.Root.Each("spec.nodeSets").Single().Each("podTemplate.spec.containers").Single();
        var zone = container.Each("env").Single(entry => entry.Text("name") == "ZONE");
        Assert.Equal($"metadata.annotations['{label}']", zone.Text("valueFrom.fieldRef.fieldPath"));
    }

    /// <summary>A secret is read at the start: who reads one is started anew when it changes, and nobody has to.</summary>
    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Changed_secret_restarts_who_reads_it(string overlay)
    {
        var readers = Kustomize.Build($"overlays/{overlay}").Workloads.Where(workload => workload.IsLasting
            && workload.PodSpec.All().Any(node => node.At("secretRef") is not null || node.At("secretKeyRef") is not null)).ToList();
        Assert.NotEmpty(readers);
        Assert.All(readers,
            reader => Assert.Equal("true", reader.Source.Annotations.GetValueOrDefault("secret.reloader.stakater.com/auto")));
    }

    [GeneratedRegex(@"RATE: \$\{\{ inputs\.rate \|\| '(\d+)' \}\}")]
    private static partial Regex Rate();
}
