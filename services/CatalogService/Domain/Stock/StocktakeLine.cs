namespace Ecommerce.CatalogService.Domain.Stock;

/// <summary>A SKU that was counted.</summary>
/// <param name="Expected">What should be on the shelf: available and reserved; null for an unknown SKU.</param>
/// <param name="Difference">By how much what is available changes.</param>
/// <param name="Error">Why it is not changed.</param>
internal sealed record StocktakeLine(string Sku, int? Expected, int Counted, int? Difference, string? Error)
{
    /// <param name="level">The stock now.</param>
    /// <param name="counted">What is on the shelf.</param>
    /// <param name="compared">What was expected when the count was compared: what has moved since is in no count. Null: any.</param>
    public static StocktakeLine Of(StockLevel level, int counted, int? compared = null)
    {
        if (level.ProductId is null)
            return new(level.Sku, null, counted, null, "not-found");

        var expected = level.Available + level.Reserved;
        var error = counted < level.Reserved ? "below-reserved"
            : counted - level.Reserved > StockLevel.MaxAvailable ? "too-high"
            : compared is not null && compared != expected ? "changed-meanwhile" : null;
        return new(level.Sku, expected, counted, counted - expected, error);
    }

    /// <summary>Null: nothing changes.</summary>
    public StockMove? MoveOf(StockLevel level) => Error is null && Difference is { } change and not 0 ? level.Adjust(change) : null;
}
