namespace Ecommerce.OrderService.Pricing;

/// <summary>ISO 3166-1 alpha-2: what shipping and tax go by, so it must not be spelled in two ways.</summary>
internal static class Country
{
    public static bool IsCode(string? text) => text is { Length: 2 } && text.All(char.IsAsciiLetterUpper);

    public static string? Normalise(string? text) => text?.ToUpperInvariant();
}
