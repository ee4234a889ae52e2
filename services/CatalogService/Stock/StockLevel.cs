namespace Ecommerce.CatalogService.Stock;

/// <summary>The pieces of a SKU. <paramref name="ProductId"/> is null when no product sells it.</summary>
/// <param name="Version">How often pieces of it have moved.</param>
internal sealed record StockLevel(string Sku, Guid? ProductId, int Available, int Reserved, int Sold, long Version)
{
    public static StockLevel None(string sku) => new(sku, null, 0, 0, 0, 0);

    public bool CanGive(int quantity) => ProductId is not null && Available >= quantity;

    public StockMove Reserve(int quantity) => Move(-quantity, quantity, 0);
    public StockMove Release(int quantity) => Move(quantity, -quantity, 0);
    public StockMove SellReserved(int quantity) => Move(0, -quantity, quantity);
    public StockMove SellAvailable(int quantity) => Move(-quantity, 0, quantity);
    public StockMove GiveBack(int quantity) => Move(quantity, 0, -quantity);
    public StockMove Restock(int change) => Move(change, 0, 0);

    /// <summary>Belongs to <paramref name="productId"/> from now on; <paramref name="counted"/> pieces stand on the shelf, if they were counted.</summary>
    public StockMove Assign(Guid productId, int? counted)
        => Move((counted ?? Available) - Available, 0, 0) with { ProductId = productId };

    /// <summary>No product sells it any more; what orders hold or bought stays theirs.</summary>
    public StockMove Withdraw() => Move(-Available, 0, 0) with { ProductId = null };

    public StockLevel After(StockMove move)
        => new(
            Sku, move.ProductId, Available + move.Available, Reserved + move.Reserved, Sold + move.Sold, Version + (move.IsNothing ? 0 : 1));

    private StockMove Move(int available, int reserved, int sold) => new(Sku, ProductId, available, reserved, sold);
}

/// <summary>Changes of a SKU's pieces, and the product that it belongs to afterwards.</summary>
internal sealed record StockMove(string Sku, Guid? ProductId, int Available, int Reserved, int Sold)
{
    public bool IsNothing => this is { Available: 0, Reserved: 0, Sold: 0 };
}

/// <summary>Why pieces moved, as the movements say it.</summary>
internal static class StockReasons
{
    public const string Initial = "initial";
    public const string Stocktake = "stocktake";
    public const string Withdrawn = "withdrawn";
    public const string Reserved = "reserved";
    public const string Released = "released";
    public const string Lapsed = "lapsed";
    public const string Sold = "sold";
    public const string Cancelled = "cancelled";
    public const string Returned = "returned";
}
