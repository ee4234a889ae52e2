namespace Ecommerce.Contracts;

/// <summary>A sellable variant of a product.</summary>
/// <param name="Sku">The stock keeping unit, unique over the catalogue.</param>
/// <param name="Options">What tells it from its siblings, such as <c>size = M</c>; empty for a product with one variant.</param>
/// <param name="Price">What one piece costs now.</param>
/// <param name="Available">Pieces that can be bought now: neither reserved nor sold.</param>
public sealed record ProductVariant(string Sku, IReadOnlyDictionary<string, string> Options, Money Price, int Available);

/// <summary>A product was created or changed; the whole product as it is now. Last one by <paramref name="Version"/> wins.</summary>
/// <param name="Version">Grows by one at each change of the product.</param>
public sealed record ProductChanged(
    Guid ProductId, long Version, string Name, string Description, string Brand, string Category,
    IReadOnlyList<ProductVariant> Variants, IReadOnlyList<string> Tags, bool Published, DateTimeOffset ChangedAt) : IIntegrationEvent
{
    public static string Type => "product-changed.v1";
    public static string Topic => Topics.Catalog;
    public string Key => ProductId.ToString();
}

/// <summary>A product is gone from the catalogue.</summary>
public sealed record ProductDeleted(Guid ProductId, long Version, DateTimeOffset DeletedAt) : IIntegrationEvent
{
    public static string Type => "product-deleted.v1";
    public static string Topic => Topics.Catalog;
    public string Key => ProductId.ToString();
}

/// <summary>All lines of the order are held until <paramref name="ExpiresAt"/>.</summary>
public sealed record StockReserved(Guid OrderId, DateTimeOffset ExpiresAt) : IIntegrationEvent
{
    public static string Type => "stock-reserved.v1";
    public static string Topic => Topics.Catalog;
    public string Key => OrderId.ToString();
}

/// <summary>Nothing of the order is held: at least one line has too little stock.</summary>
/// <param name="Skus">The lines that fell short.</param>
public sealed record StockReservationFailed(Guid OrderId, IReadOnlyList<string> Skus) : IIntegrationEvent
{
    public static string Type => "stock-reservation-failed.v1";
    public static string Topic => Topics.Catalog;
    public string Key => OrderId.ToString();
}

/// <summary>A confirmed order's hold had lapsed and its stock is gone: the order cannot be fulfilled and is to be refunded.</summary>
/// <param name="Skus">The lines that fell short.</param>
public sealed record StockCommitFailed(Guid OrderId, IReadOnlyList<string> Skus) : IIntegrationEvent
{
    public static string Type => "stock-commit-failed.v1";
    public static string Topic => Topics.Catalog;
    public string Key => OrderId.ToString();
}

/// <summary>
/// Answer to <see cref="OrderConfirmed"/>: the order's hold is now a sale. Said again each time it is asked again, so that a lost
/// question or a lost answer is made good.
/// </summary>
public sealed record StockCommitted(Guid OrderId) : IIntegrationEvent
{
    public static string Type => "stock-committed.v1";
    public static string Topic => Topics.Catalog;
    public string Key => OrderId.ToString();
}

/// <summary>
/// Answer to <see cref="OrderCancelled"/>: the order holds nothing and took nothing, and no later reservation of it will be accepted.
/// Said again each time it is asked again, also for an order that the catalogue never heard of.
/// </summary>
public sealed record StockReleased(Guid OrderId) : IIntegrationEvent
{
    public static string Type => "stock-released.v1";
    public static string Topic => Topics.Catalog;
    public string Key => OrderId.ToString();
}

/// <summary>Answer to <see cref="ReturnReceived"/>: what came back can be bought again. Said again each time it is asked again.</summary>
public sealed record StockReturned(Guid OrderId, Guid ReturnId) : IIntegrationEvent
{
    public static string Type => "stock-returned.v1";
    public static string Topic => Topics.Catalog;
    public string Key => OrderId.ToString();
}
