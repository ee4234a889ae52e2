namespace Ecommerce.CatalogService.Stock;

/// <summary>What adding up the stock came to.</summary>
/// <param name="NotItsMovements">SKUs whose counts are not the sum of their movements.</param>
/// <param name="NotItsOrders">SKUs of which other numbers are reserved and sold than orders hold and have bought.</param>
/// <param name="SoldOut">SKUs that a product sells and of which none is available.</param>
internal sealed record StockAudit(int NotItsMovements, int NotItsOrders, int SoldOut);
