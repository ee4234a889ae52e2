using Ecommerce.Storefront.Infrastructure.Languages;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>Where a redirect may go.</summary>
internal static class LocalPath
{
    /// <summary>The page in the language of this request: only pages of the shop, so no open redirect.</summary>
    /// <param name="path">What a form or a link says.</param>
    /// <returns>As a redirect takes it; the home page for anything else.</returns>
    public static string Of(string? path) => "~" + WithoutLanguage(path);

    /// <summary>The same as it is mapped. A header holds ASCII alone.</summary>
    public static string WithoutLanguage(string? path)
        => path is not null && IsLocal(path) && Language.Split(path).Path is var page && IsLocal(page) ? Encoded(page) : "/";

    private static bool IsLocal(string path) => path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);

    private static string Encoded(string path)
        => string.Concat(path.EnumerateRunes().Select(rune => rune.IsAscii ? $"{rune}" : Uri.EscapeDataString($"{rune}")));
}
