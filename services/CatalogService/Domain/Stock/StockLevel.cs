namespace Ecommerce.CatalogService.Domain.Stock;

/// <summary>The units of a SKU. <paramref name="ProductId"/> is null when no product sells it.</summary>
/// <param name="Version">How often units of it have moved.</param>
internal sealed record StockLevel(string Sku, Guid? ProductId, int Available, int Reserved, int Sold, long Version)
{
    public const int MaxAvailable = 100_000_000;

    /// <summary>Of what one request may set, add or take away.</summary>
    public const int MaxChange = 1_000_000;

    public static StockLevel None(string sku) => new(sku, null, 0, 0, 0, 0);

    public bool HasAvailable(int quantity) => ProductId is not null && Available >= quantity;

    public StockMove Reserve(int quantity) => Move(-quantity, quantity, 0);
    public StockMove Release(int quantity) => Move(quantity, -quantity, 0);
    public StockMove SellReserved(int quantity) => Move(0, -quantity, quantity);
    public StockMove SellAvailable(int quantity) => Move(-quantity, 0, quantity);
    public StockMove Return(int quantity) => Move(quantity, 0, -quantity);
    public StockMove Adjust(int change) => Move(change, 0, 0);

    /// <summary>The SKU belongs to <paramref name="productId"/> from now on.</summary>
    /// <param name="counted">The units available, if they were counted.</param>
    public StockMove Assign(Guid productId, int? counted)
        => Move((counted ?? Available) - Available, 0, 0) with { ProductId = productId };

    /// <summary>No product sells it any more; what orders hold or bought stays theirs.</summary>
    public StockMove Withdraw() => Move(-Available, 0, 0) with { ProductId = null };

    public StockLevel After(StockMove move) => new(
        Sku, move.ProductId, Available + move.Available, Reserved + move.Reserved, Sold + move.Sold, Version + (move.IsEmpty ? 0 : 1));

    private StockMove Move(int available, int reserved, int sold) => new(Sku, ProductId, available, reserved, sold);
}
