
namespace Ecommerce.Mesh.Tests;

/// <summary>Staging and production may live in one cluster.</summary>
public sealed class NeighbourTests
{
    /// <summary>Kinds of which there is one list for the whole cluster.</summary>
    private static readonly string[] Global = ["Namespace", "PriorityClass", "ClusterRole", "ClusterRoleBinding", "ClusterIssuer",
        "KongClusterPlugin", "IngressClass"];

    private static readonly Manifest Staging = Kustomize.Build("overlays/staging"), Production = Kustomize.Build("overlays/production");

    [KubectlFact]
    public void Environments_share_no_object_of_the_whole_cluster()
        => Assert.Empty(Names(Staging).Intersect(Names(Production)));

    [KubectlFact]
    public void Environments_share_no_ingress_controller_and_no_host()
    {
        Assert.Empty(Controllers(Staging).Intersect(Controllers(Production)));
        Assert.Empty(Hosts(Staging).Intersect(Hosts(Production)));
    }

    [KubectlFact]
    public void Environments_share_no_backup_and_no_vault()
    {
        Assert.Empty(Places(Staging).Intersect(Places(Production)));
        Assert.Equal(3, Places(Staging).Distinct().Count());
    }

    [KubectlFact]
    public void Pods_of_staging_give_way_to_those_of_production()
    {
        Assert.True(Staging.OfKind("PriorityClass").Max(Weight) < Production.OfKind("PriorityClass").Min(Weight));
        var own = Staging.OfKind("PriorityClass").Select(one => one.Name).ToHashSet();
        Assert.All(Staging.Objects.SelectMany(one => one.Root.All().Select(node => node.Text("priorityClassName"))).OfType<string>(),
            name => Assert.Contains(name, own));
    }

    private static int? Weight(KubernetesObject one) => one.Root.Number("value");

    private static IEnumerable<string> Names(Manifest manifest)
        => manifest.Objects.Where(one => Global.Contains(one.Kind)).Select(one => $"{one}");

    /// <summary>Kong knows its consumers by name, whatever namespace they come from.</summary>
    private static IEnumerable<string?> Controllers(Manifest manifest)
        => manifest.OfKind("Ingress").Select(one => one.Root.Text("spec.ingressClassName"))
            .Concat(manifest.OfKind("KongConsumer").Select(one => one.Annotations["kubernetes.io/ingress.class"])).Distinct();

    private static IEnumerable<string?> Hosts(Manifest manifest)
        => manifest.OfKind("Ingress").SelectMany(one => one.Root.Each("spec.rules")).Select(rule => rule.Text("host"));

    private static IEnumerable<string?> Places(Manifest manifest) =>
    [
        manifest.Get("ObjectStore", "postgres").Root.Text("spec.configuration.destinationPath"),
        manifest.OfKind("ConfigMap").Single(map => map.Name.StartsWith("backup-settings", StringComparison.Ordinal)).Root
            .Map("data")["BUCKET"],
        manifest.Get("SecretStore", "vault").Root.Text("spec.provider.vault.path"),
    ];
}
