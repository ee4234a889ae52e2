using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.CatalogService.Features.ReadProducts;

/// <summary>
/// <c>"VERSION.FINGERPRINT"</c>: the product's version, and a fingerprint of its stock and prices, so that a 304 never hides that units
/// were sold, or that a sale began. <c>If-Match</c> compares the version alone, so that sold units do not block an edit.
/// </summary>
internal readonly record struct EntityTag(long? Version)
{
    public static string Of(ProductResponse product)
    {
        var fingerprint = 0u;
        foreach (var variant in product.Variants)
            fingerprint = (((fingerprint * 31) + (uint)variant.Available) * 31) + (uint)variant.Price.Amount.GetHashCode();
        return string.Create(CultureInfo.InvariantCulture, $"\"{product.Version}.{fingerprint:x}\"");
    }

    /// <summary>Parses a version, or any (<c>*</c>). False: the text is no entity tag of a product.</summary>
    public static bool TryParseIfMatch(string? header, [NotNullWhen(true)] out EntityTag? tag)
    {
        tag = null;
        if (!EntityTagHeaderValue.TryParse(header, out var value) || value.IsWeak)
            return false;

        var text = value.Tag.AsSpan().Trim('"');
        var dot = text.IndexOf('.');
        if (text is "*")
            tag = new EntityTag(null);
        else if (long.TryParse(dot < 0 ? text : text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            tag = new EntityTag(version);
        return tag is not null;
    }

    /// <summary>Whether an <c>If-None-Match</c> header names this tag.</summary>
    public static bool IsIn(IList<EntityTagHeaderValue> header, string tag)
        => header.Any(value => value.Tag == "*" || value.Tag == tag);

    public bool Matches(long version) => Version is null || Version == version;
}
