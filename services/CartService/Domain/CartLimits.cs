namespace Ecommerce.CartService.Domain;

internal static class CartLimits
{
    public const int MaxLines = 100;

    /// <summary>Of one SKU.</summary>
    public const int MaxQuantity = 99;
}
