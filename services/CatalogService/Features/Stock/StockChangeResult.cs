using Ecommerce.CatalogService.Domain.Stock;

namespace Ecommerce.CatalogService.Features.Stock;

internal enum StockChangeError
{
    None,
    NotFound,
    InProgress,
    KeyReused,
    BelowZero,
    TooHigh,
}

/// <param name="Adjustment">The change that was made, by this request or an earlier one with the same key.</param>
internal sealed record StockChangeResult(StockAdjustment? Adjustment, StockChangeError Error = StockChangeError.None)
{
    /// <summary>The product whose available units this request changed.</summary>
    public Guid? ChangedProduct { get; init; }

    public static StockChangeResult Failed(StockChangeError error) => new(null, error);
}
