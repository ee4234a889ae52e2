namespace Ecommerce.CatalogService.Domain.Stock;

/// <summary>A SKU that was counted.</summary>
/// <param name="Expected">What should be on the shelf: available and reserved; null for an unknown SKU.</param>
/// <param name="Difference">By how much what is available changes.</param>
/// <param name="Error">Why it is not changed.</param>
internal sealed record StocktakeLine(string Sku, int? Expected, int Counted, int? Difference, string? Error)
{
    public static StocktakeLine Of(StockLevel level, int counted)
    {
        if (level.ProductId is null)
            return new(level.Sku, null, counted, null, "not-found");

        var expected = level.Available + level.Reserved;
        var error = counted < level.Reserved ? "below-reserved"
            : counted - level.Reserved > StockLevel.MaxAvailable ? "too-high" : null;
        return new(level.Sku, expected, counted, counted - expected, error);
    }

    /// <summary>Null: nothing changes.</summary>
    public StockMove? MoveOf(StockLevel level) => Error is null && Difference is { } change and not 0 ? level.Adjust(change) : null;
}
