namespace Ecommerce.CatalogService.Domain.Stock;

/// <summary>A movement of a SKU's units.</summary>
/// <param name="Version">Its number among the SKU's movements.</param>
/// <param name="Available">By how much each count changed.</param>
/// <param name="Change">Units that came into or left the shop; 0 when they only changed their state.</param>
internal sealed record StockMovement(
    long Version, DateTimeOffset At, string Reason, Guid? OrderId, int Available, int Reserved, int Sold, int Change);
