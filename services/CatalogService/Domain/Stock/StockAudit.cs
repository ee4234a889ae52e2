namespace Ecommerce.CatalogService.Domain.Stock;

/// <summary>The result of adding up the stock.</summary>
/// <param name="MovementMismatches">SKUs whose counts are not the sum of their movements.</param>
/// <param name="OrderMismatches">SKUs whose reserved and sold counts are not what orders hold and have bought.</param>
/// <param name="SoldOut">SKUs that a product sells and of which none is available.</param>
internal sealed record StockAudit(int MovementMismatches, int OrderMismatches, int SoldOut);
