using System.Collections.Frozen;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Microsoft.Extensions.Localization;
using static Ecommerce.Storefront.Infrastructure.Languages.Texts;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>
/// Names of options and features, which the catalogue has in one language: the usual ones in the page's, others as they are.
/// </summary>
internal static class OptionNames
{
    private static readonly FrozenDictionary<string, string> Usual = new Dictionary<string, string>
    {
        ["capacity"] = Key("Capacity"),
        ["color"] = Key("Color"),
        ["colour"] = Key("Colour"),
        ["firmness"] = Key("Firmness"),
        ["flavour"] = Key("Flavour"),
        ["hand"] = Key("Hand"),
        ["height"] = Key("Height"),
        ["length"] = Key("Length"),
        ["lens"] = Key("Lens"),
        ["material"] = Key("Material"),
        ["motif"] = Key("Motif"),
        ["nib"] = Key("Nib"),
        ["pack"] = Key("Pack"),
        ["picture"] = Key("Picture"),
        ["ruling"] = Key("Ruling"),
        ["size"] = Key("Size"),
        ["switch"] = Key("Switch"),
        ["weight"] = Key("Weight"),
        ["width"] = Key("Width"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string Of(string name, IStringLocalizer<Texts> texts)
        => Usual.TryGetValue(name, out var key) ? texts[key] : name.Capitalized();
}
