namespace Ecommerce.Contracts;

/// <summary>ISO 3166-1 alpha-2: what shipping and tax go by, so it must not be spelled in two ways.</summary>
public static class CountryCode
{
    public static bool IsValid(string? code) => code is { Length: 2 } && code.All(char.IsAsciiLetterUpper);

    public static string? Normalise(string? text) => text?.Trim().ToUpperInvariant();
}
