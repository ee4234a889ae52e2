using System.Globalization;
using Ecommerce.Contracts;

namespace Ecommerce.CartService.Domain;

/// <summary>A line as it is stored: the quantity, and what the catalogue returned when it was added.</summary>
/// <param name="Added">Sorts the lines: smaller was added earlier.</param>
internal sealed record CartLine(
    string Sku, int Quantity, decimal Added, Guid ProductId, string Name, string Amount, string Currency, int Available)
{
    public Money UnitPrice => new(decimal.Parse(Amount, CultureInfo.InvariantCulture), Currency);

    public static CartLine From(CatalogVariant variant, int quantity) => new(
        variant.Sku, quantity, 0, variant.ProductId, variant.Name,
        variant.Price.Amount.ToString(CultureInfo.InvariantCulture), variant.Price.Currency, variant.Available);
}

/// <summary>Identifies a state of a cart. A version alone would not: a cart that was lost starts again at 1.</summary>
internal readonly record struct CartStamp(long Version, DateTimeOffset? UpdatedAt);

internal sealed record Cart(CartId Id, long Version, IReadOnlyList<CartLine> Lines, DateTimeOffset? UpdatedAt)
{
    /// <summary>When it was published as abandoned, since its last change; null where it was not.</summary>
    public DateTimeOffset? AbandonedAt { get; init; }

    public CartStamp Stamp => new(Version, UpdatedAt);

    public static Cart Empty(CartId id) => new(id, 0, [], null);

    /// <summary>A user always has a cart; an anonymous one exists only once it was created.</summary>
    public static Cart? EmptyOfUser(CartId id) => id.IsAnonymous ? null : Empty(id);
}
