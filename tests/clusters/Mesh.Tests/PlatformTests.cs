using System.Text.Json.Nodes;

namespace Ecommerce.Mesh.Tests;

/// <summary>What the shops need of a cluster is installed, in versions that somebody chose.</summary>
public sealed class PlatformTests
{
    private static readonly List<KubernetesObject> Charts =
        [.. Kustomize.Build("gitops").OfKind("Application").Where(application => ChartOf(application) is not null)];

    [KubectlFact]
    public void Chart_has_one_version_and_values_of_ours()
        => Assert.All(Charts, application =>
        {
            Assert.Matches(@"^v?\d+\.\d+\.\d+$", ChartOf(application).Text("targetRevision"));
            Assert.NotEmpty(ChartValues.Files(application));
            Assert.All(ChartValues.Files(application), file => Assert.True(File.Exists(file), file));
        });

    [KubectlFact]
    public void Charts_are_those_of_the_list_that_is_kept_up_to_date()
    {
        var listed = Yaml.Documents(File.ReadAllText(Path.Combine(Kustomize.Root, "platform", "Chart.yaml"))).Single()
            .Each("dependencies").Select(chart => $"{chart.Text("repository")} {chart.Text("name")} {chart.Text("version")}").ToHashSet();
        var installed = Charts.Select(ChartOf)
            .Select(source => $"{source.Text("repoURL")} {source.Text("chart")} {source.Text("targetRevision")}").ToHashSet();
        // Argo CD cannot install itself.
        Assert.Equal(listed.Where(chart => !chart.Contains(" argo-cd ", StringComparison.Ordinal)).Order(), installed.Order());
    }

    /// <summary>By the groups of the objects that overlays have.</summary>
    [KubectlTheory]
    [InlineData("staging")]
    [InlineData("production")]
    public void Every_kind_of_an_overlay_has_its_operator(string overlay)
    {
        var operators = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["cert-manager.io"] = "cert-manager", ["external-secrets.io"] = "external-secrets", ["networking.istio.io"] = "istiod",
            ["security.istio.io"] = "istiod", ["monitoring.coreos.com"] = "prometheus", ["postgresql.cnpg.io"] = "cloudnative-pg",
            ["barmancloud.cnpg.io"] = "barman-cloud", ["kafka.strimzi.io"] = "strimzi", ["mongodbcommunity.mongodb.com"] = "mongodb",
            ["elasticsearch.k8s.elastic.co"] = "elastic", ["configuration.konghq.com"] = overlay == "staging" ? "kong-staging" : "kong",
            ["autoscaling.k8s.io"] = "vertical-pod-autoscaler", ["chaos-mesh.org"] = "chaos-mesh",
        };
        string[] stock = ["", "apps", "autoscaling", "batch", "networking.k8s.io", "policy", "rbac.authorization.k8s.io",
            "scheduling.k8s.io"];
        var installed = Charts.Select(application => application.Name).ToHashSet();
        Assert.All(Kustomize.Build($"overlays/{overlay}").Objects.Select(one => one.Group).Distinct().Except(stock),
            group => Assert.Contains(operators[group], installed));
    }

    /// <summary>Policies let operators in by the namespaces that they are installed in.</summary>
    [KubectlTheory]
    [InlineData("staging")]
    [InlineData("production")]
    public void Namespaces_that_policies_name_are_those_of_the_platform(string overlay)
    {
        var spaces = Kustomize.Build("gitops").OfKind("Application").Select(one => one.Root.Text("spec.destination.namespace"))
            .Append("kube-system").ToHashSet();
        var named = Kustomize.Build($"overlays/{overlay}").OfKind("NetworkPolicy").SelectMany(policy => policy.Root.All())
            .Select(node => node.At("namespaceSelector").Map("matchLabels").GetValueOrDefault("kubernetes.io/metadata.name"))
            .OfType<string>().Distinct();
        Assert.All(named, space => Assert.Contains(space, spaces));
    }

    [KubectlFact]
    public void No_object_has_an_API_version_that_is_going_away()
        => Assert.DoesNotContain(Kustomize.Names("overlays").SelectMany(overlay => Kustomize.Build($"overlays/{overlay}").Objects),
            one => one.ApiVersion is "kafka.strimzi.io/v1beta2" or "external-secrets.io/v1beta1" or "networking.istio.io/v1beta1");

    private static JsonNode? ChartOf(KubernetesObject application)
        => ChartValues.Sources(application).SingleOrDefault(source => source.Text("chart") is not null);
}
