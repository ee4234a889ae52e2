using System.Collections.Immutable;
using Ecommerce.Contracts;

namespace Ecommerce.OrderService.Checkout;

internal readonly record struct Wanted(string Sku, int Quantity);

/// <summary>Lines at the catalogue's prices, or what stands against them.</summary>
internal sealed record Quote(ImmutableArray<OrderLine> Lines, Money Total, ImmutableArray<string> UnknownSkus, bool MixesCurrencies)
{
    /// <summary>A variant that is not published is unknown to shoppers. Whether there is enough of it, the reservation decides.</summary>
    public static Quote For(IReadOnlyList<Wanted> wanted, IReadOnlyList<Variant> variants)
    {
        var sold = variants.Where(variant => variant.Published).ToDictionary(variant => variant.Sku, StringComparer.Ordinal);
        ImmutableArray<string> unknown = [.. wanted.Select(item => item.Sku).Where(sku => !sold.ContainsKey(sku))];
        if (!unknown.IsEmpty)
            return new([], default, unknown, MixesCurrencies: false);

        ImmutableArray<OrderLine> lines = [.. wanted.Select(item => Line(item, sold[item.Sku]))];
        var currencies = lines.Select(line => line.UnitPrice.Currency).Distinct(StringComparer.Ordinal).ToList();
        return currencies.Count == 1
            ? new(lines, new(lines.Sum(line => line.UnitPrice.Amount * line.Quantity), currencies[0]), [], MixesCurrencies: false)
            : new([], default, [], MixesCurrencies: true);
    }

    private static OrderLine Line(Wanted item, Variant variant)
        => new(variant.Sku, variant.ProductId, variant.Name, item.Quantity, variant.Price);
}
