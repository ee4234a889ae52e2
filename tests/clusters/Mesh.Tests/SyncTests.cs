using System.Globalization;

namespace Ecommerce.Mesh.Tests;

/// <summary>A first sync comes to its end: nothing waits for what comes after it.</summary>
public sealed class SyncTests
{
    public static TheoryData<string> Overlays { get; } = ["staging", "production"];

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Object_that_must_become_healthy_comes_after_what_it_needs(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var late = manifest.Objects.SelectMany(one => Needs(manifest, one).Where(needed => Wave(needed) >= Wave(one))
            .Select(needed => $"{one} in wave {Wave(one)} needs {needed} of wave {Wave(needed)}"));
        Assert.Empty(late);
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Nothing_waits_for_a_first_user(string overlay)
    {
        // A claim of a class that binds late is healthy only when a pod uses it; jobs of the night do so much later.
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var lasting = manifest.Workloads.Where(workload => workload.IsLasting).SelectMany(workload => workload.PodSpec.Each("volumes"))
            .Select(volume => volume.Text("persistentVolumeClaim.claimName")).OfType<string>().ToHashSet();
        Assert.All(manifest.OfKind("PersistentVolumeClaim"), claim => Assert.Contains(claim.Name, lasting));
    }

    [KubectlFact]
    public void Applications_are_under_one_parent_that_waits_for_each()
    {
        var bootstrap = Kustomize.Build("gitops/bootstrap");
        var parent = bootstrap.OfKind("Application").Single();
        Assert.Equal("manifests/gitops", parent.Root.Text("spec.source.path"));
        var project = bootstrap.Get("AppProject", parent.Root.Text("spec.project")!);
        var allowed = project.Root.Each("spec.namespaceResourceWhitelist").Select(kind => kind.Text("kind")).ToHashSet();
        Assert.All(Kustomize.Build("gitops").Objects, one =>
        {
            Assert.Contains(one.Kind, allowed);
            Assert.Equal("argocd", one.Namespace);
            Assert.True(one.Annotations.ContainsKey("argocd.argoproj.io/sync-wave"), $"{one} has no wave.");
        });

        // Without a definition of an application's health, waves of applications are applied at once.
        var settings = Yaml.Documents(File.ReadAllText(Path.Combine(Kustomize.Root, "gitops", "bootstrap", "argo-cd.values.yaml")))[0];
        Assert.Contains("obj.status.health.status",
            settings.Map("configs.cm")["resource.customizations.health.argoproj.io_Application"], StringComparison.Ordinal);
    }

    private static IEnumerable<KubernetesObject> Needs(Manifest manifest, KubernetesObject one)
    {
        IEnumerable<(string Kind, string? Name)> needed = one.Kind switch
        {
            "Cluster" => one.Root.Each("spec.plugins").Select(plugin => ("ObjectStore", plugin.Text("parameters.barmanObjectName")))
                .Concat(one.Root.Each("spec.managed.roles").Select(role => ("ExternalSecret", role.Text("passwordSecret.name")))),
            "Database" or "Pooler" or "ScheduledBackup" => [("Cluster", one.Root.Text("spec.cluster.name"))],
            "HorizontalPodAutoscaler" => [(one.Root.Text("spec.scaleTargetRef.kind")!, one.Root.Text("spec.scaleTargetRef.name"))],
            "VerticalPodAutoscaler" => [(one.Root.Text("spec.targetRef.kind")!, one.Root.Text("spec.targetRef.name"))],
            "KafkaTopic" or "KafkaUser" => [("Kafka", one.Labels["strimzi.io/cluster"])],
            "MongoDBCommunity" => one.Root.Each("spec.users")
                .Select(user => ("ExternalSecret", user.Text("passwordSecretRef.name"))).Append(("ServiceAccount",
                    "mongodb-kubernetes-appdb")),
            "Certificate" => [("Issuer", one.Root.Text("spec.issuerRef.name"))],
            // One that has nothing to sign with yet is broken, not on its way.
            "Issuer" => [("Certificate", one.Root.Text("spec.ca.secretName"))],
            // Redis' sentinels find each other by that name, or do not start.
            "StatefulSet" when one.Root.Text("spec.serviceName") is { } service => [.. NeedsOf(one), ("Service", service)],
            "Deployment" or "StatefulSet" => NeedsOf(one),
            _ => [],
        };
        return needed.Select(other => other.Name is null ? null : manifest.Find(other.Kind, other.Name)).OfType<KubernetesObject>();
    }

    /// <summary>What its pods mount and read.</summary>
    private static IEnumerable<(string Kind, string? Name)> NeedsOf(KubernetesObject one) => Workload.Of(one)!.PodSpec.All()
                .Select(node => node.Text("secretName") ?? node.Text("secretRef.name") ?? node.Text("secretKeyRef.name") ?? node.Text(
                    "secret.name")).OfType<string>()
                .SelectMany(name => new (string, string?)[] { ("ExternalSecret", name), ("Certificate", name) });

    private static int Wave(KubernetesObject one)
        => int.Parse(one.Annotations.GetValueOrDefault("argocd.argoproj.io/sync-wave") ?? "0", CultureInfo.InvariantCulture);
}
