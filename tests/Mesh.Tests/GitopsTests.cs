using Ecommerce.Testing;

namespace Ecommerce.Mesh.Tests;

public sealed class GitopsTests
{
    private static Manifest Gitops => Kustomize.Build("gitops");

    [KubectlFact]
    public void Every_overlay_has_an_application_that_leads_into_its_namespace()
    {
        var applications = Gitops.OfKind("Application").ToList();
        Assert.Equal(Kustomize.Names("overlays"), applications.Select(application => application.Name).Order(StringComparer.Ordinal));
        Assert.All(applications, application =>
        {
            var path = application.Root.Text("spec.source.path")!;
            Assert.True(File.Exists(Repository.PathOf(path, "kustomization.yaml")), path);
            Assert.Equal(Kustomize.Build(path["manifests/".Length..]).OfKind("Namespace").Single().Name, application.Root.Text("spec.destination.namespace"));
        });
    }

    [KubectlFact]
    public void The_project_lets_in_what_its_applications_need_and_comes_before_them()
    {
        var project = Gitops.OfKind("AppProject").Single();
        Assert.All(Gitops.OfKind("Application"), application =>
        {
            Assert.Equal(project.Name, application.Root.Text("spec.project"));
            Assert.Contains(project.Root.Each("spec.sourceRepos"), source => (string)source! == application.Root.Text("spec.source.repoURL"));
            Assert.Contains(project.Root.Each("spec.destinations"), to => to.Text("namespace") == application.Root.Text("spec.destination.namespace"));
            Assert.True(Wave(project) < Wave(application));
        });
    }

    [KubectlFact]
    public void Production_alone_waits_for_a_person()
        => Assert.Equal(["production"], Gitops.OfKind("Application").Where(application => application.Root.At("spec.syncPolicy.automated") is null).Select(application => application.Name));

    [KubectlFact]
    public void Servers_come_up_before_services_and_the_gateway_before_the_storefront()
    {
        var manifest = Kustomize.BaseWith("network-policy", "gateway-kong", "../gitops/sync-waves");
        int[] waves =
        [
            Wave(manifest.Get("NetworkPolicy", "default-deny")), Wave(manifest.Get("StatefulSet", "postgres")), Wave(manifest.Get("Deployment", "user-service")),
            Wave(manifest.Get("Deployment", "gateway")), Wave(manifest.Get("Deployment", "storefront")), Wave(manifest.Get("Ingress", "storefront")),
        ];
        Assert.Equal(waves.Order(), waves);
        Assert.Equal(waves.Length, waves.Distinct().Count());
    }

    private static int Wave(KubernetesObject one)
        => int.Parse(one.Annotations["argocd.argoproj.io/sync-wave"], System.Globalization.CultureInfo.InvariantCulture);
}
