using Ecommerce.Clusters.Tests.Policies;

namespace Ecommerce.Clusters.Tests;

public sealed class OverlayTests(ITestOutputHelper output)
{
    /// <summary>Groups that a cluster has without anything installed.</summary>
    private static readonly string[] Stock = ["", "apps", "autoscaling", "batch", "networking.k8s.io", "policy",
        "rbac.authorization.k8s.io", "scheduling.k8s.io"];

    public static TheoryData<string> Overlays { get; } = [.. Kustomize.Names("overlays")];

    public static IEnumerable<object[]> Checks
        => from overlay in Kustomize.Names("overlays") from policy in Policy.All select new object[] { overlay, policy.Name };

    [Fact]
    public void Environments_have_overlays() => Assert.Equal(["development", "production", "staging"], Kustomize.Names("overlays"));

    [KubectlTheory]
    [MemberData(nameof(Checks))]
    public void Overlay_satisfies_policy(string overlay, string policy)
        => Assert.Empty(Policy.All.Single(candidate => candidate.Name == policy).Violations(Of(overlay)));

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Objects_are_unique(string overlay)
        => Assert.Empty(Of(overlay).Objects.GroupBy(one => (one.ApiVersion, one.Kind, one.Namespace, one.Name))
            .Where(group => group.Count() > 1).Select(group => group.Key));

    [KubectlFact]
    public void Overlay_objects_are_valid()
        => Assert.Empty(Schemas.Errors(Kustomize.Names("overlays").SelectMany(overlay => Of(overlay).Objects)).Distinct());

    [KubectlTheory]
    [InlineData("development", "ecommerce-dev")]
    [InlineData("staging", "ecommerce-staging")]
    [InlineData("production", "ecommerce")]
    public void Overlay_has_its_namespace(string overlay, string name) => Assert.Equal(name, Of(overlay).OfKind("Namespace").Single().Name);

    [KubectlFact]
    public void Development_uses_only_builtin_kinds()
        => Assert.All(Of("development").Objects, one => Assert.Contains(one.Group, Stock));

    [KubectlFact]
    public void Overlay_contains_every_service_of_the_base()
    {
        var services = Kustomize.Build("base").OfKind("Deployment").Select(one => one.Name).ToHashSet();
        Assert.All(Kustomize.Names("overlays"),
            overlay => Assert.Superset(services, Of(overlay).Workloads.Select(one => one.Name).ToHashSet()));
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Objects_are_counted(string overlay)
    {
        var kinds = Of(overlay).Objects.GroupBy(one => one.Kind).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        output.WriteLine(
            $"{overlay}: {Of(overlay).Objects.Count} objects: {string.Join(", ", kinds.Select(group => $"{group.Count()} {group.Key}"))}");
        Assert.NotEmpty(kinds);
    }

    private static Manifest Of(string overlay) => Kustomize.Build($"overlays/{overlay}");
}
