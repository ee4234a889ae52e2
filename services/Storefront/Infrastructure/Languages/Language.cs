using System.Globalization;

namespace Ecommerce.Storefront.Infrastructure.Languages;

/// <summary>A language of the shop. Every page has an address in each: the language's prefix comes before the page's path.</summary>
/// <param name="Name">Its own word for itself.</param>
/// <param name="Prefix">Such as <c>/de</c>; empty for English.</param>
/// <param name="OpenGraph">Its locale, as previews of links name it.</param>
public sealed record Language(string Name, string Prefix, string OpenGraph, CultureInfo Culture)
{
    public static readonly Language English = new("English", "", "en_US", Cultures.English);
    public static readonly Language German = new("Deutsch", "/de", "de_DE", Cultures.German);

    public static readonly IReadOnlyList<Language> All = [English, German];

    /// <summary>Of the request's page.</summary>
    public static Language Current => Find(CultureInfo.CurrentUICulture.Name) ?? English;

    /// <summary>As the <c>lang</c> attribute has it.</summary>
    public string Tag => Culture.Name;

    /// <summary>The language of a tag such as <c>de-CH</c>; null where the shop does not have it.</summary>
    public static Language? Find(string? tag)
        => All.FirstOrDefault(language => language.Tag.Equals(tag?.Split('-')[0], StringComparison.OrdinalIgnoreCase));

    /// <summary>Splits an address of the shop into its language and the page's path.</summary>
    public static (Language Language, string Path) Split(string address)
    {
        var language = All.FirstOrDefault(
            known => known.Prefix.Length > 0 && new PathString(PathOf(address)).StartsWithSegments(known.Prefix, StringComparison.Ordinal));
        return language is null ? (English, address)
            : address[language.Prefix.Length..] is ['/', ..] path ? (language, path)
            : (language, "/" + address[language.Prefix.Length..]);
    }

    /// <summary>The language that <see cref="LanguageSetup"/> has found.</summary>
    public static Language OfBase(PathString pathBase)
        => All.FirstOrDefault(known => known.Prefix.Length > 0 && pathBase.Value?.EndsWith(known.Prefix, StringComparison.Ordinal) == true)
            ?? English;

    /// <summary>The address of a page in this language.</summary>
    /// <param name="path">As it is mapped: <c>/cart?removed=1</c>. A fragment alone stays as it is.</param>
    public string AddressOf(string path) => path is ['/', ..] ? Prefix + path : path;

    private static string PathOf(string address) => address.Split('?', '#')[0];
}
