using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.Mesh.Tests;

public sealed class GitopsTests
{
    private static Manifest Gitops => Kustomize.Build("gitops");

    [KubectlFact]
    public void Overlay_has_an_application_for_its_namespace()
    {
        var applications = Applications("ecommerce").ToList();
        Assert.Equal(Kustomize.Names("overlays"), applications.Select(application => application.Name).Order(StringComparer.Ordinal));
        Assert.All(applications, application =>
        {
            var path = application.Root.Text("spec.source.path")!;
            Assert.True(File.Exists(Repository.PathOf(path, "kustomization.yaml")), path);
            Assert.Equal(Kustomize.Build(path["manifests/".Length..]).OfKind("Namespace").Single().Name,
                application.Root.Text("spec.destination.namespace"));
        });
    }

    [KubectlFact]
    public void Project_allows_what_its_applications_need_and_syncs_before_them()
    {
        Assert.All(Gitops.OfKind("Application"), application =>
        {
            var project = Gitops.Get("AppProject", application.Root.Text("spec.project")!);
            Assert.All(Sources(application),
                source => Assert.Contains(project.Root.Each("spec.sourceRepos"), allowed => (string)allowed! == source.Text("repoURL")));
            Assert.Contains(project.Root.Each("spec.destinations"),
                to => to.Text("namespace") == application.Root.Text("spec.destination.namespace"));
            Assert.True(Wave(project) < Wave(application));
        });
    }

    [KubectlFact]
    public void Observability_syncs_before_the_shops_and_its_project_allows_its_kinds()
    {
        var observing = Applications("observability").ToList();
        Assert.True(observing.Max(Wave) <= Applications("ecommerce").Min(Wave));
        var stack = Kustomize.Build(Sources(observing.Single(application => application.Name == "observability")).Single()
            .Text("path")!["manifests/".Length..]);
        Assert.True(Applications("platform").Max(Wave) < Applications("ecommerce").Min(Wave));
        var allowed = Gitops.Get("AppProject", "observability").Root.Each("spec.clusterResourceWhitelist").Select(kind => kind.Text("kind"))
            .ToHashSet();
        Assert.All(stack.Objects.Where(one => one.Namespace is null), one => Assert.Contains(one.Kind, allowed));
        var values = Sources(observing.Single(application => application.Name == "prometheus"))
            .SelectMany(source => source.Each("helm.valueFiles")).Select(file => (string)file!);
        Assert.All(values, file => Assert.True(File.Exists(Repository.PathOf(file["$values/".Length..])), file));
    }

    [KubectlFact]
    public void Only_production_syncs_manually()
        => Assert.Equal(["production"],
            Applications("ecommerce").Where(application => application.Root.At("spec.syncPolicy.automated") is null)
            .Select(application => application.Name));

    [KubectlFact]
    public void Servers_sync_before_services_and_the_gateway_before_the_storefront()
    {
        var manifest = Kustomize.BaseWith("network-policy", "gateway-kong", "../gitops/sync-waves");
        int[] waves =
        [
            Wave(manifest.Get("NetworkPolicy", "default-deny")), Wave(manifest.Get("StatefulSet",
                "postgres")), Wave(manifest.Get("Deployment", "user-service")),
            Wave(manifest.Get("Deployment", "gateway")), Wave(manifest.Get("Deployment", "storefront")), Wave(manifest.Get("Ingress",
                "storefront")),
        ];
        Assert.Equal(waves.Order(), waves);
        Assert.Equal(waves.Length, waves.Distinct().Count());
    }

    private static IEnumerable<KubernetesObject> Applications(string project)
        => Gitops.OfKind("Application").Where(application => application.Root.Text("spec.project") == project);

    private static IEnumerable<JsonNode> Sources(KubernetesObject application)
        => application.Root.At("spec.source") is { } only ? [only] : application.Root.Each("spec.sources");

    private static int Wave(KubernetesObject one)
        => int.Parse(one.Annotations["argocd.argoproj.io/sync-wave"], System.Globalization.CultureInfo.InvariantCulture);
}
