namespace Ecommerce.Contracts;

/// <summary>What lies in a cart.</summary>
/// <param name="Quantity">Pieces, at least 1.</param>
public sealed record CartLine(string Sku, int Quantity);

/// <summary>A signed-in shopper's cart has had things in it and no change for a while. Said once per idle stretch.</summary>
/// <param name="Version">The cart's version that was left alone.</param>
public sealed record CartAbandoned(Guid UserId, long Version, IReadOnlyList<CartLine> Lines, DateTimeOffset ChangedAt) : IIntegrationEvent
{
    public static string Type => "cart-abandoned.v1";
    public static string Topic => Topics.Carts;
    public string Key => UserId.ToString();
}
