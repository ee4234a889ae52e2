namespace Ecommerce.Storefront.Infrastructure.Gateway;

/// <summary>Names of the API as pages write them.</summary>
internal static class Wording
{
    public static string Capitalized(this string text) => text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
