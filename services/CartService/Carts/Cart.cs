using System.Globalization;
using Ecommerce.Contracts;

namespace Ecommerce.CartService.Carts;

/// <summary>A line as it is stored: how many, and what the catalogue said when it was added.</summary>
/// <param name="Added">Orders the lines; smaller came earlier.</param>
internal sealed record CartLine(
    string Sku, int Quantity, decimal Added, Guid ProductId, string Name, string Amount, string Currency, int Available)
{
    public Money UnitPrice => new(decimal.Parse(Amount, CultureInfo.InvariantCulture), Currency);

    public static CartLine Of(Catalogue.Variant variant, int quantity) => new(
        variant.Sku, quantity, 0, variant.ProductId, variant.Name,
        variant.Price.Amount.ToString(CultureInfo.InvariantCulture), variant.Price.Currency, variant.Available);
}

/// <summary>Tells one state of a cart from every other, also of one that was emptied or lost and begun anew.</summary>
internal readonly record struct CartStamp(long Version, DateTimeOffset? UpdatedAt);

internal sealed record Cart(CartId Id, long Version, IReadOnlyList<CartLine> Lines, DateTimeOffset? UpdatedAt)
{
    public CartStamp Stamp => new(Version, UpdatedAt);

    public static Cart Empty(CartId id) => new(id, 0, [], null);

    /// <summary>A user always has a cart; an anonymous one must have been made.</summary>
    public static Cart? EmptyOfUser(CartId id) => id.IsAnonymous ? null : Empty(id);
}
