namespace Ecommerce.Clusters.Tests;

public sealed class ComponentTests
{
    public static TheoryData<string> Components { get; } = [.. Kustomize.Names("components")];

    [KubectlTheory]
    [MemberData(nameof(Components))]
    public void A_component_is_usable_alone(string component)
    {
        var (bare, dressed) = (Kustomize.Build("base"), Kustomize.BaseWith(component));
        Assert.NotEqual(Text(bare), Text(dressed));
    }

    [KubectlFact]
    public void Every_object_of_every_component_is_valid()
        => Assert.Empty(Schemas.Errors(Kustomize.Names("components").SelectMany(component => Kustomize.BaseWith(component).Objects)).Distinct());

    private static IEnumerable<string> Text(Manifest manifest) => manifest.Objects.Select(one => one.Root.ToJsonString().Replace("\"namespace\":\"alone\",", "", StringComparison.Ordinal));
}
