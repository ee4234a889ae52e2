namespace Ecommerce.Storefront.Features.Shared;

/// <summary>Where a redirect may go.</summary>
internal static class LocalPath
{
    /// <summary>Only paths of the shop: no open redirect. A header holds ASCII alone.</summary>
    /// <param name="path">What a form or a link says.</param>
    /// <returns>The path as it stands in a header; the home page for anything else.</returns>
    public static string Of(string? path)
        => path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? Encoded(path) : "/";

    private static string Encoded(string path)
        => string.Concat(path.EnumerateRunes().Select(rune => rune.IsAscii ? $"{rune}" : Uri.EscapeDataString($"{rune}")));
}
