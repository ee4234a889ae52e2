namespace Ecommerce.Mesh.Tests;

/// <summary>Two versions of a service at once: who gets which.</summary>
public sealed class ReleaseTests
{
    private static readonly string[] Dress = ["hardening", "probes-and-resources", "availability"];

    public static TheoryData<string, string, string> SecondVersions => new()
    {
        { "mesh-istio/canary", "user-service", "user-service-canary" },
        { "mesh-istio/ab-test", "order-service", "order-service-variation" },
        { "blue-green", "catalog-service", "catalog-service-green" },
    };

    [KubectlTheory]
    [MemberData(nameof(SecondVersions))]
    public void Second_version_differs_only_in_image_and_version(string component, string first, string second)
    {
        var manifest = Kustomize.BaseWith(["network-policy", "mesh-istio", component, .. Dress]);
        string Text(string name) => manifest.Get("Deployment", name).Root.At("spec.template.spec")!.ToJsonString();

        Assert.Equal(
            Text(first),
            Text(second).Replace($"/{first}-next:0.2.0", $"/{first}:0.1.0", StringComparison.Ordinal));
        Assert.NotEqual(PodVersion(manifest, first), PodVersion(manifest, second));
        Assert.Equal(PodVersion(manifest, second), manifest.Get("Deployment", second).Root.Map("spec.selector.matchLabels")["version"]);
    }

    [KubectlFact]
    public void Canary_gets_a_tenth_of_the_calls()
    {
        var manifest = Kustomize.BaseWith("network-policy", "mesh-istio", "mesh-istio/canary");
        Assert.All(manifest.Get("VirtualService", "user-service").Root.Each("spec.http"), rule => Assert.Equal(
            ["v1 90", "v2 10"],
            rule.Each("route").Select(route => $"{route.Text("destination.subset")} {route.Text("weight")}")));
        Assert.Equal(["v1 v1", "v2 v2"], Subsets(manifest, "user-service"));
    }

    [KubectlTheory]
    [InlineData("POST", "/orders", "A", "original")]
    [InlineData("POST", "/orders", "B", "variation")]
    [InlineData("POST", "/orders", null, "original 90, variation 10")]
    [InlineData("POST", "/orders/7/cancel", "B", "original")]
    [InlineData("GET", "/orders", "B", "original")]
    [InlineData("GET", "/orders/7/events", "B", "original")]
    public void AB_test_splits_checkouts_by_group_only(string method, string path, string? group, string versions)
    {
        var manifest = Kustomize.BaseWith("network-policy", "mesh-istio", "mesh-istio/ab-test");
        var rule = manifest.Get("VirtualService", "order-service").Root.Each("spec.http")
            .First(rule => Routes.Takes(rule, method, path, group));

        Assert.Equal(versions,
            string.Join(", ", rule.Each("route").Select(route => $"{route.Text("destination.subset")} {route.Text("weight")}".TrimEnd())));
        Assert.Equal(["original v1", "variation v2"], Subsets(manifest, "order-service"));
    }

    [KubectlFact]
    public void Blue_green_has_one_active_version_and_a_preview()
    {
        var manifest = Kustomize.BaseWith("blue-green");
        var (live, preview) = (manifest.Get("Service", "catalog-service"), manifest.Get("Service", "catalog-service-preview"));

        Assert.Equal("blue", live.Root.Map("spec.selector")["version"]);
        Assert.Equal("green", preview.Root.Map("spec.selector")["version"]);
        Assert.Equal("blue", PodVersion(manifest, "catalog-service"));
        Assert.Equal("green", PodVersion(manifest, "catalog-service-green"));
    }

    [KubectlFact]
    public void Rollout_promotes_after_an_analysis_and_rolls_back_after_a_failed_one()
    {
        var manifest = Kustomize.BaseWith("availability", "autoscaling", "rollouts");
        var rollout = manifest.Get("Rollout", "catalog-service").Root;

        Assert.NotNull(manifest.Find(rollout.Text("spec.workloadRef.kind")!, rollout.Text("spec.workloadRef.name")!));
        Assert.Null(manifest.Get("Deployment", "catalog-service").Root.At("spec.replicas"));
        Assert.Equal("Rollout", manifest.Get("HorizontalPodAutoscaler", "catalog-service").Root.Text("spec.scaleTargetRef.kind"));
        var strategy = rollout.At("spec.strategy.blueGreen");
        Assert.All((string[])["activeService", "previewService"],
            service => Assert.NotNull(manifest.Find("Service", strategy.Text(service)!)));
        Assert.All((string[])["prePromotionAnalysis", "postPromotionAnalysis"], analysis => Assert.All(
            strategy.Each($"{analysis}.templates"), template
                => Assert.NotNull(manifest.Find("AnalysisTemplate", template.Text("templateName")!))));
        Assert.Equal("False", strategy.Text("autoPromotionEnabled"), ignoreCase: true);
    }

    private static string PodVersion(Manifest manifest, string deployment)
        => manifest.Workloads.Single(workload => workload.Name == deployment && workload.Kind == "Deployment").PodLabels["version"];

    private static IEnumerable<string> Subsets(Manifest manifest, string service)
        => manifest.Get("DestinationRule", service).Root.Each("spec.subsets")
            .Select(subset => $"{subset.Text("name")} {subset.Text("labels.version")}");
}
