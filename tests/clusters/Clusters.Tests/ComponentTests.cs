namespace Ecommerce.Clusters.Tests;

public sealed class ComponentTests
{
    public static TheoryData<string> Components { get; } = [.. Kustomize.Names("components")];

    [KubectlTheory]
    [MemberData(nameof(Components))]
    public void Component_builds_alone(string component)
    {
        var (bare, dressed) = (Kustomize.Build("base"), Kustomize.BaseWith(component));
        Assert.NotEqual(Text(bare), Text(dressed));
    }

    [KubectlFact]
    public void Component_objects_are_valid()
        => Assert.Empty(Schemas.Errors(Kustomize.Names("components").SelectMany(component => Kustomize.BaseWith(component).Objects))
            .Distinct());

    private static IEnumerable<string> Text(Manifest manifest)
        => manifest.Objects.Select(one => one.Root.ToJsonString().Replace("\"namespace\":\"alone\",", "", StringComparison.Ordinal));
}
