namespace Ecommerce.BackOffice.Features.Products;

/// <summary>What somebody writes about an attribute, such as <c>material</c>: <c>oak, steel</c>.</summary>
public sealed class AttributeForm
{
    public string Name { get; set; } = "";

    /// <summary>Separated by commas.</summary>
    public string Values { get; set; } = "";

    internal static List<AttributeForm> Of(IReadOnlyDictionary<string, IReadOnlyList<string>?>? attributes) =>
    [
        .. (attributes ?? new Dictionary<string, IReadOnlyList<string>?>())
            .OrderBy(attribute => attribute.Key, StringComparer.Ordinal)
            .Select(attribute => new AttributeForm { Name = attribute.Key, Values = string.Join(", ", attribute.Value ?? []) }),
    ];

    /// <summary>Parts of a text with commas between them.</summary>
    internal static string[] Split(string text)
        => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
