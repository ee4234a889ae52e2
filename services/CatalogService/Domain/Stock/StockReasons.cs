namespace Ecommerce.CatalogService.Domain.Stock;

/// <summary>Why units moved, as it is stored with each movement.</summary>
internal static class StockReasons
{
    public const string Initial = "initial";
    public const string Stocktake = "stocktake";
    public const string Withdrawn = "withdrawn";
    public const string Reserved = "reserved";
    public const string Released = "released";
    public const string Expired = "lapsed";
    public const string Sold = "sold";
    public const string Cancelled = "cancelled";
    public const string Returned = "returned";
}
