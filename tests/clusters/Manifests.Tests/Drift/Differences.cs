namespace Ecommerce.Manifests.Tests.Drift;

/// <summary>What the base says otherwise than the model, in sentences.</summary>
internal static class Differences
{
    public static IEnumerable<string> Between(IReadOnlyDictionary<string, Facts> model, IReadOnlyDictionary<string, Facts> inBase)
        => model.Keys.Union(inBase.Keys).Order(StringComparer.Ordinal).SelectMany(resource =>
            !inBase.TryGetValue(resource, out var found) ? [$"{resource} is in the model and not in the base"]
            : !model.TryGetValue(resource, out var wanted) ? [$"{resource} is in the base and not in the model"]
            : Between(wanted, found).Select(difference => $"{resource}: {difference}"));

    private static IEnumerable<string> Between(Facts wanted, Facts found)
        => from name in wanted.Keys.Union(found.Keys).Order(StringComparer.Ordinal)
           let expected = wanted.GetValueOrDefault(name)
           let actual = found.GetValueOrDefault(name)
           where expected != actual
           select expected is null ? $"{name} is '{actual}' in the base and not in the model"
               : actual is null ? $"{name} is '{expected}' in the model and not in the base"
               : $"{name} is '{expected}' in the model and '{actual}' in the base";
}
