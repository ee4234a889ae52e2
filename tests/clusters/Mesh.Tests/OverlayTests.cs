using Ecommerce.Mesh.Tests.Network;

namespace Ecommerce.Mesh.Tests;

/// <summary>What the components promise holds in every environment, whatever else is put on top there.</summary>
public sealed class OverlayTests
{
    private static readonly PublishedModel Published = new();

    private static readonly Dictionary<string, Pod> Controllers = new()
    {
        ["kong"] = Reachability.Kong, ["kong-staging"] = Reachability.KongOfStaging, ["nginx"] = Reachability.Nginx,
    };

    public static TheoryData<string> Overlays { get; } = [.. Kustomize.Names("overlays")];

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Services_reach_exactly_the_references_of_the_model(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var (policies, services) = (new Policies(manifest.Objects), ServicesOf(manifest));

        var open = from one in services from other in services where one != other
            && policies.Allow(one, other, "TCP", 8080) select (one.Name, other.Name, 8080);
        Assert.Equal(Published.References.Where(reference => Published.Services.Contains(reference.To)).Order(), open.Order());
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Services_reach_their_servers_that_are_pods_of_the_overlay(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var (policies, services) = (new Policies(manifest.Objects), ServicesOf(manifest));

        Assert.All(manifest.Workloads.Where(workload => Published.Servers.Contains(workload.Name)).Select(Pod.Of), server => Assert.Equal(
            Published.References.Where(reference => reference.To == server.Name).Select(reference => reference.From).Order(),
            services.Where(service => policies.Allow(service, server, "TCP",
                Published.References.First(reference => reference.To == server.Name).Port))
                .Select(service => service.Name).Order()));
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Ingress_controller_reaches_its_backends(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var policies = new Policies(manifest.Objects);

        var led = from ingress in manifest.OfKind("Ingress")
                  let controller = Controllers[ingress.Root.Text("spec.ingressClassName")!]
                  from rule in ingress.Root.Each("spec.rules")
                  from path in rule.Each("http.paths")
                  let selector = manifest.Get("Service", path.Text("backend.service.name")!).Root.At("spec.selector")
                  from pod in manifest.Workloads.Select(Pod.Of)
                      .Where(pod => selector!.AsObject().All(label => pod.Labels.GetValueOrDefault(label.Key) == (string?)label.Value))
                  select (controller, pod);
        Assert.NotEmpty(led);
        Assert.All(led.Distinct(),
            pair
                => Assert.True(policies.Allow(pair.controller, pair.pod, "TCP", 8080),
                $"{pair.controller.Name} does not reach {pair.pod.Name}"));
    }

    /// <summary>Else no certificate is ever issued: the askers' calls come in by the ingress.</summary>
    [KubectlTheory]
    [InlineData("staging")]
    [InlineData("production")]
    public void Challenge_for_a_certificate_reaches_its_solver(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var policies = new Policies(manifest.Objects);
        var controller = Controllers[manifest.OfKind("Ingress").First().Root.Text("spec.ingressClassName")!];
        var solver = new Pod("solver", new Dictionary<string, string> { ["acme.cert-manager.io/http01-solver"] = "true" }, null,
            new Dictionary<string, int>());
        Assert.True(policies.Allow(controller, solver, "TCP", 8089));
        Assert.False(policies.Allow(Reachability.Prometheus, solver, "TCP", 8089));
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Mesh_callers_have_the_service_accounts_that_policies_name(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        Assert.SkipUnless(manifest.OfKind("AuthorizationPolicy").Any(), $"{overlay} has no mesh.");

        Assert.All(Published.Services, service
            => Assert.Equal(service, manifest.Workloads.Single(workload => workload.Name == service).PodSpec.Text("serviceAccountName")));
        Assert.All(manifest.OfKind("AuthorizationPolicy")
            .SelectMany(policy => policy.Root.At("spec")!.All().SelectMany(node => node.Each("serviceAccounts"))), account
            => Assert.True(((string)account!).Contains('/', StringComparison.Ordinal)
                || manifest.Find("ServiceAccount", (string)account!) is not null, $"there is no account {account}"));
        Assert.All(Published.Services, service
            => Assert.Equal("true",
                manifest.Workloads.Single(workload => workload.Name == service).PodLabels.GetValueOrDefault("sidecar.istio.io/inject")));
    }

    [KubectlFact]
    public void Development_mail_reaches_the_inbox_from_notification_service_only()
    {
        var manifest = Kustomize.Build("overlays/development");
        var (policies, inbox) = (new Policies(manifest.Objects), Pod.Of(manifest.Workloads.Single(workload => workload.Name == "maildev")));
        Assert.Equal(["notification-service"],
            ServicesOf(manifest).Where(service => policies.Allow(service, inbox, "TCP", 1025)).Select(service => service.Name));
    }

    private static List<Pod> ServicesOf(Manifest manifest)
        => [.. manifest.Workloads.Where(workload => Published.Services.Contains(workload.Name)).Select(Pod.Of)];
}
