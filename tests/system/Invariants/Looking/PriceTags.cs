using Ecommerce.Checker.Reading;
using Ecommerce.Invariants.Stores;

namespace Ecommerce.Invariants.Looking;

/// <summary>
/// What orders sold for, against the catalogue. A product that was changed after the order, or is on sale for a time, tells nothing of
/// what it cost then.
/// </summary>
internal sealed class PriceTags(ShopStores stores)
{
    private const string ReadLines = """
        select o.id as orderid, line ->> 'sku' as sku, (line ->> 'productId')::uuid as productid,
            (line #>> '{unitPrice,amount}')::numeric as price,
            line #>> '{unitPrice,currency}' as currency, o.placed_at as placedat
        from orders o cross join jsonb_array_elements(o.lines) line where o.id = any(@orders)
        """;

    /// <summary>By order, each line that has another price than the catalogue's.</summary>
    public async Task<ILookup<Guid, string>> ReadAsync(Guid[] orders)
    {
        var lines = await stores.Orders.ReadAsync(db => db.ReadAsync<SoldLine>(ReadLines, new { orders }));
        var prices = await stores.Catalogue.PricesAsync([.. lines.Select(line => line.ProductId).Distinct()]);
        var tags = prices.Where(price => !price.OnSale).DistinctBy(price => price.Sku)
            .ToDictionary(price => price.Sku, StringComparer.Ordinal);
        return lines
            .Where(
                line => tags.TryGetValue(line.Sku, out var tag) && tag.Since < line.PlacedAt
                    && (tag.Price, tag.Currency) != (line.Price, line.Currency))
            .ToLookup(
                line => line.OrderId,
                line => $"order {line.OrderId} sells {line.Sku} for {line.Price} {line.Currency}, not for {tags[line.Sku].Price} "
                    + $"{tags[line.Sku].Currency}");
    }

    private sealed record SoldLine(Guid OrderId, string Sku, Guid ProductId, decimal Price, string Currency, DateTime PlacedAt);
}
