namespace Ecommerce.Storefront.Features.Shared;

/// <summary>What people type.</summary>
internal static class Entered
{
    /// <summary>Null where nothing was entered.</summary>
    public static string? OrNull(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
