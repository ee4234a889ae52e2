namespace Ecommerce.CatalogService.Stock;

/// <summary>A change of stock by hand, and the level that it led to.</summary>
internal sealed record StockAdjustment(string Sku, int Change, string Reason, StockLevelResponse Result)
{
    public bool Asks(string sku, int change, string reason) => Sku == sku && Change == change && Reason == reason;
}

internal sealed record StockChangeRequest
{
    public int? Change { get; init; }
    public string? Reason { get; init; }
}

internal sealed record StockLevelResponse(string Sku, int Available, int Reserved, int Sold)
{
    public static StockLevelResponse Of(StockLevel level) => new(level.Sku, level.Available, level.Reserved, level.Sold);
}
