namespace Ecommerce.CatalogService.Features.Stock;

internal sealed record StockChangeRequest
{
    public int? Change { get; init; }
    public string? Reason { get; init; }
}
