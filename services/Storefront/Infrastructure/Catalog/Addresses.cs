namespace Ecommerce.Storefront.Infrastructure.Catalog;

/// <summary>Where products and categories have their pages.</summary>
public static class Addresses
{
    /// <summary>Its end follows the product's name; the page of the id answers with any end, or leads to the right one.</summary>
    public static string Product(Guid id, string name)
        => Slug.Of(name) is { Length: > 0 } slug ? $"/products/{id}/{Uri.EscapeDataString(slug)}" : $"/products/{id}";

    public static string Category(string slug) => $"/categories/{Uri.EscapeDataString(slug)}";
}
