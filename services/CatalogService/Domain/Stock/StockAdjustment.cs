namespace Ecommerce.CatalogService.Domain.Stock;

/// <summary>A change of stock by hand, and the counts that it led to.</summary>
internal sealed record StockAdjustment(string Sku, int Change, string Reason, int Available, int Reserved, int Sold)
{
    public static StockAdjustment Of(StockLevel level, int change, string reason)
        => new(level.Sku, change, reason, level.Available, level.Reserved, level.Sold);

    /// <summary>Whether a request asks for the same change.</summary>
    public bool Matches(string sku, int change, string reason) => Sku == sku && Change == change && Reason == reason;
}
