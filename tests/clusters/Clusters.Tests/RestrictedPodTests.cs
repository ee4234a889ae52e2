namespace Ecommerce.Clusters.Tests;

/// <summary>The shop's namespace lets restricted pods in only: those of operators, too, as they come out in the end.</summary>
public sealed class RestrictedPodTests
{
    /// <summary>The containers of each operator's pods, init containers included, by its source.</summary>
    private static readonly Dictionary<string, string[]> Mongo = new()
    {
        ["initContainers"] = ["mongod-posthook", "mongodb-agent-readinessprobe"], ["containers"] = ["mongod", "mongodb-agent"],
    };

    public static TheoryData<string> Overlays { get; } = ["staging", "production"];

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Namespace_is_restricted(string overlay) => Assert.Equal("restricted",
        Kustomize.Build($"overlays/{overlay}").OfKind("Namespace").Single().Labels["pod-security.kubernetes.io/enforce"]);

    /// <summary>Its operator gives its containers less than the level asks for, and all of them are ours to complete.</summary>
    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Pods_of_MongoDB_are_restricted_and_have_their_account(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var pod = manifest.Get("MongoDBCommunity", "mongo").Root.At("spec.statefulSet.spec.template.spec");
        Assert.True(pod.Is("securityContext.runAsNonRoot"));
        Assert.Equal("RuntimeDefault", pod.Text("securityContext.seccompProfile.type"));
        foreach (var (list, names) in Mongo)
        {
            Assert.Equal(names, pod.Each(list).Select(container => container.Text("name")));
            Assert.All(pod.Each(list), AssertLocked);
        }

        // The operator's name for it; its chart makes it in its own namespace.
        var role = manifest.Get("Role", "mongodb-kubernetes-appdb");
        Assert.Equal("mongodb-kubernetes-appdb", manifest.Get("RoleBinding", role.Name).Root.Each("subjects").Single().Text("name"));
        Assert.NotNull(manifest.Find("ServiceAccount", role.Name));
        Assert.Equal(["mongo-config"], role.Root.Each("rules").First().Each("resourceNames").Select(name => $"{name}"));
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Pods_of_Elasticsearch_are_restricted(string overlay)
    {
        var pod = Kustomize.Build($"overlays/{overlay}").Get("Elasticsearch", "elasticsearch").Root.Each("spec.nodeSets").Single()
            .At("podTemplate.spec");
        Assert.True(pod.Is("securityContext.runAsNonRoot"));
        Assert.Equal("RuntimeDefault", pod.Text("securityContext.seccompProfile.type"));
        Assert.All(pod.Each("containers"), AssertLocked);
    }

    /// <summary>All pods of Kafka, its operators' among them, are made by one provider, which the operator's chart names.</summary>
    [KubectlFact]
    public void Operator_of_Kafka_makes_restricted_pods()
    {
        var strimzi = Kustomize.Build("platform").Get("Application", "strimzi");
        Assert.Equal("restricted", ChartValues.Of(strimzi).Each("extraEnvs")
            .Single(entry => entry.Text("name") == "STRIMZI_POD_SECURITY_PROVIDER_CLASS").Text("value"));
        // What an object says itself takes the provider's place.
        Assert.All(Kustomize.Build("overlays/production").Objects.Where(one => one.Group == "kafka.strimzi.io"),
            one => Assert.DoesNotContain(one.Root.All(), node => node.At("securityContext") is not null));
    }

    private static void AssertLocked(JsonNode container)
    {
        Assert.Equal("false", container.Text("securityContext.allowPrivilegeEscalation"));
        Assert.Equal("ALL", $"{Assert.Single(container.Each("securityContext.capabilities.drop"))}");
    }
}
