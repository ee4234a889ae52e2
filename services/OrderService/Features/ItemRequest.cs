using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.OrderService.Features;

/// <summary>How many pieces of a SKU, as a caller writes it.</summary>
internal sealed record ItemRequest(string? Sku, int? Quantity)
{
    private const int MaxItems = 100;
    private const int MaxSkuLength = 64;
    private const int MaxQuantity = 99;

    /// <param name="path">The list's own field; whether the list may be absent is for the caller to check.</param>
    public static void CheckAll(string path, IReadOnlyList<ItemRequest>? items, FieldErrors errors)
    {
        if (items is null)
            return;
        errors.Check(path, items.Count is >= 1 and <= MaxItems, $"must have 1 to {MaxItems} items");
        var skus = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, item) in items.Take(MaxItems).Index())
            item.Check($"{path}[{i}]", errors, isNew: item.Sku is null || skus.Add(item.Sku));
    }

    /// <summary>Only after <see cref="CheckAll"/> found nothing.</summary>
    public static IReadOnlyList<SkuQuantity> ToQuantities(IEnumerable<ItemRequest> items)
        => [.. items.Select(item => new SkuQuantity(item.Sku!, item.Quantity!.Value))];

    private void Check(string path, FieldErrors errors, bool isNew) => errors
        .CheckText($"{path}.sku", Sku, MaxSkuLength)
        .Check($"{path}.sku", isNew, "is there already: add the quantities up")
        .Check($"{path}.quantity", Quantity is >= 1 and <= MaxQuantity, $"must be 1 to {MaxQuantity}");
}
