namespace Ecommerce.Contracts;

/// <summary>A sellable variant of a product.</summary>
/// <param name="Sku">The stock keeping unit, unique over the catalogue.</param>
/// <param name="Options">What tells it from its siblings, such as <c>size = M</c>; empty for a product with one variant.</param>
/// <param name="Price">What one piece costs now; while a sale goes on, its price.</param>
/// <param name="Available">Pieces that can be bought now: neither reserved nor sold.</param>
/// <param name="StockVersion">The version of <paramref name="Available"/>, to be compared with <see cref="SkuStock.Version"/>.</param>
/// <param name="RegularPrice">What one piece costs outside a sale.</param>
public sealed record ProductVariant(
    string Sku, IReadOnlyDictionary<string, string> Options, Money Price, int Available, long StockVersion = 0, Money? RegularPrice = null);

/// <summary>A picture of a product.</summary>
/// <param name="Url"><c>https</c>, or a path from the shop's root.</param>
/// <param name="Alt">What it shows, in words.</param>
public sealed record ProductImage(string Url, string Alt);

/// <summary>
/// A product was created or changed, a sale of it began or ended, or its category was renamed or moved; the whole product as it is now.
/// Last one by <paramref name="Version"/> wins.
/// </summary>
/// <param name="Version">Grows by one at each change of the product.</param>
/// <param name="Category">The name of its category.</param>
/// <param name="CategoryPath">The slugs from the root category down to its own, such as <c>home/kitchen/knives</c>.</param>
/// <param name="Attributes">Name to values, such as <c>material = [oak, steel]</c>.</param>
/// <param name="Images">In the order in which they are shown.</param>
public sealed record ProductChanged(
    Guid ProductId, long Version, string Name, string Description, string Brand, string Category,
    IReadOnlyList<ProductVariant> Variants, IReadOnlyList<string> Tags, bool Published, DateTimeOffset ChangedAt,
    string CategoryPath = "", IReadOnlyDictionary<string, IReadOnlyList<string>>? Attributes = null,
    IReadOnlyList<ProductImage>? Images = null) : IIntegrationEvent
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

/// <summary>The pieces of a SKU that can be bought now.</summary>
/// <param name="Version">Grows with each change of the SKU's stock: the last one wins, whatever event it came with.</param>
public sealed record SkuStock(string Sku, int Available, long Version);

/// <summary>
/// More or fewer pieces of a product can be bought; one event per product and transaction. A change of the product tells it by itself.
/// </summary>
/// <param name="Skus">Those that changed.</param>
public sealed record StockChanged(Guid ProductId, IReadOnlyList<SkuStock> Skus) : IIntegrationEvent
{
    public static string Type => "stock-changed.v1";
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
