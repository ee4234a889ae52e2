using Ecommerce.ServiceDefaults;

namespace Ecommerce.CatalogService.Features.WriteProducts;

internal static class AttributeRules
{
    private const int MaxAttributes = 50;
    private const int MaxValues = 20;

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Check(
        IReadOnlyDictionary<string, IReadOnlyList<string>?>? attributes, FieldErrors errors)
    {
        var kept = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        errors.Check(
            "attributes", attributes is null || attributes.Count <= MaxAttributes, $"must have at most {MaxAttributes} attributes");
        foreach (var (name, values) in attributes?.Take(MaxAttributes) ?? [])
        {
            var path = $"attributes.{name}";
            errors.Check(path, values?.Count is >= 1 and <= MaxValues, $"must have 1 to {MaxValues} values");
            kept[TextFields.Required(name, "attributes", 50, errors)] = Values(values ?? [], path, errors);
        }

        return kept;
    }

    private static List<string> Values(IReadOnlyList<string> values, string path, FieldErrors errors)
    {
        var checkedValues = values.Take(MaxValues).Select((value, i) => TextFields.Required(value, $"{path}[{i}]", 200, errors));
        return [.. checkedValues.Distinct(StringComparer.Ordinal)];
    }
}
