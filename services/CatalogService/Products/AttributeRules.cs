using Ecommerce.ServiceDefaults;

namespace Ecommerce.CatalogService.Products;

internal static class AttributeRules
{
    private const int MaxAttributes = 50;
    private const int MaxValues = 20;

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Check(
        IReadOnlyDictionary<string, IReadOnlyList<string>?>? attributes, FieldErrors wrong)
    {
        var kept = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        wrong.Check("attributes", attributes is null || attributes.Count <= MaxAttributes, $"must have at most {MaxAttributes} attributes");
        foreach (var (name, values) in attributes?.Take(MaxAttributes) ?? [])
        {
            var path = $"attributes.{name}";
            wrong.Check(path, values?.Count is >= 1 and <= MaxValues, $"must have 1 to {MaxValues} values");
            kept[TextRules.Required(name, "attributes", 50, wrong)] = Values(values ?? [], path, wrong);
        }

        return kept;
    }

    private static List<string> Values(IReadOnlyList<string> values, string path, FieldErrors wrong)
        => [.. values.Take(MaxValues).Select((value, i) => TextRules.Required(value, $"{path}[{i}]", 200, wrong)).Distinct(StringComparer.Ordinal)];
}
