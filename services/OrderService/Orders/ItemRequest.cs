using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Orders;

/// <summary>So many pieces of a SKU, as a caller writes it.</summary>
internal sealed record ItemRequest(string? Sku, int? Quantity)
{
    private const int MostItems = 100;
    private const int LongestSku = 64;
    private const int MostPieces = 99;

    /// <param name="path">The list's own field; a list that is absent is for others to judge.</param>
    public static void CheckAll(string path, IReadOnlyList<ItemRequest>? items, FieldErrors errors)
    {
        if (items is null)
            return;
        errors.Check(path, items.Count is >= 1 and <= MostItems, $"must have 1 to {MostItems} items");
        var skus = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, item) in items.Take(MostItems).Index())
            item.Check($"{path}[{i}]", errors, isNew: item.Sku is null || skus.Add(item.Sku));
    }

    /// <summary>Only after <see cref="CheckAll"/> found nothing.</summary>
    public static IReadOnlyList<Pieces> ToPieces(IEnumerable<ItemRequest> items) => [.. items.Select(item => new Pieces(item.Sku!, item.Quantity!.Value))];

    private void Check(string path, FieldErrors errors, bool isNew) => errors
        .CheckText($"{path}.sku", Sku, LongestSku)
        .Check($"{path}.sku", isNew, "is there already: add the quantities up")
        .Check($"{path}.quantity", Quantity is >= 1 and <= MostPieces, $"must be 1 to {MostPieces}");
}

/// <summary>So many pieces of a SKU.</summary>
internal sealed record Pieces(string Sku, int Quantity);
