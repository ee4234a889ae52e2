using Ecommerce.Checker.Reading;

namespace Ecommerce.Checker.Invariants;

/// <summary>Per SKU: available + reserved + sold = initial + restocked; nothing below zero; and the books agree with each other.</summary>
internal static class StockIsConserved
{
    public static IEnumerable<string> Violations(EndState state, Expectations expected)
    {
        var levels = state.Stock.Levels.ToDictionary(level => level.Sku, StringComparer.Ordinal);
        var movements = state.Stock.Movements.ToDictionary(sum => sum.Sku, StringComparer.Ordinal);
        foreach (var sku in expected.Skus)
        {
            if (!levels.TryGetValue(sku.Sku, out var level))
                yield return $"{sku.Sku} has no stock at all";
            else if (level.Pieces != sku.Pieces)
                yield return $"{level} has {level.Pieces} pieces, not the {sku.Pieces} that came";
        }

        foreach (var level in levels.Values)
        {
            if (level is not { Available: >= 0, Reserved: >= 0, Sold: >= 0 })
                yield return $"{level} is below zero";
            if (level.Pieces > 0 && movements.GetValueOrDefault(level.Sku) != level)
                yield return $"{level} is not the sum of its movements, {movements.GetValueOrDefault(level.Sku)}";
            if (Pieces(state, "Held", level.Sku) is var held && held != level.Reserved)
                yield return $"{level} has {level.Reserved} reserved, but reservations hold {held}";
            if (Pieces(state, "Sold", level.Sku) is var sold && sold != level.Sold)
                yield return $"{level} has {level.Sold} sold, but orders bought {sold}";
        }
    }

    private static int Pieces(EndState state, string reservations, string sku)
        => state.Stock.Lines.SingleOrDefault(line => line.State == reservations && line.Sku == sku)?.Quantity ?? 0;
}
