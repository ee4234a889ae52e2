using System.Text.Json.Serialization;
using Ecommerce.CartService.Domain;
using Ecommerce.Contracts;

using CartLine = Ecommerce.CartService.Domain.CartLine;

namespace Ecommerce.CartService.Features;

internal sealed record CartResponse(
    string Id, long Version, IReadOnlyList<ItemResponse> Items, Money? Total, IReadOnlyList<NoteResponse> Notes, DateTimeOffset? UpdatedAt)
{
    /// <summary>A cart at the catalogue's prices, or at those of its lines when the catalogue does not answer.</summary>
    /// <param name="cart">The stored cart.</param>
    /// <param name="variants">Those of its lines, null where one is not sold; null altogether when the catalogue does not answer.</param>
    public static CartResponse From(Cart cart, IReadOnlyList<CatalogVariant?>? variants)
    {
        var lines = cart.Lines.Select((line, i) => (Line: line, Now: variants?[i])).ToList();
        List<ItemResponse> items = [.. lines.Select(l => Item(l.Line, l.Now, isSold: variants is null || IsSold(l.Line, l.Now)))];
        List<NoteResponse> notes = variants is null && lines.Count > 0
            ? [NoteResponse.CatalogueUnavailable]
            : [.. lines.SelectMany(l => NotesOn(l.Line, IsSold(l.Line, l.Now) ? l.Now : null))];
        return new CartResponse(cart.Id.Text, cart.Version, items, Sum(items), notes, cart.UpdatedAt);
    }

    // A cart has one currency: a variant that changed its currency counts as no longer sold. So does another product under the line's SKU.
    private static bool IsSold(CartLine line, CatalogVariant? now)
        => now is not null && now.ProductId == line.ProductId && now.Price.Currency == line.Currency;

    private static ItemResponse Item(CartLine line, CatalogVariant? now, bool isSold)
    {
        var shown = isSold ? now : null;
        var price = shown?.Price ?? line.UnitPrice;
        var available = isSold ? now?.Available ?? line.Available : 0;
        var total = price with { Amount = isSold ? price.Amount * line.Quantity : 0 };
        return new ItemResponse(
            line.Sku, line.ProductId, shown?.Name ?? line.Name, line.Quantity, price, available, total, shown?.Options, shown?.Image);
    }

    private static IEnumerable<NoteResponse> NotesOn(CartLine line, CatalogVariant? now)
    {
        if (now is null)
        {
            yield return NoteResponse.NoLongerSold(line);
            yield break;
        }

        if (now.Price != line.UnitPrice)
            yield return NoteResponse.PriceChanged(line, now);
        if (now.Available < line.Quantity)
            yield return NoteResponse.NotEnoughStock(line, now);
    }

    private static Money? Sum(List<ItemResponse> items)
        => items.Count == 0 ? null : items[0].LineTotal with { Amount = items.Sum(i => i.LineTotal.Amount) };
}

/// <param name="Options">Like the picture, not known while the catalogue does not answer.</param>
internal sealed record ItemResponse(
    string Sku, Guid ProductId, string Name, int Quantity, Money UnitPrice, int Available, Money LineTotal,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Options,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Image);

/// <summary>The items of a cart alone, for callers that get prices from the catalogue themselves.</summary>
internal sealed record CartItemsResponse(string Id, IReadOnlyList<ItemQuantityResponse> Items)
{
    public static CartItemsResponse From(Cart cart)
        => new(cart.Id.Text, [.. cart.Lines.Select(line => new ItemQuantityResponse(line.Sku, line.ProductId, line.Quantity))]);
}

internal sealed record ItemQuantityResponse(string Sku, Guid ProductId, int Quantity);

/// <summary>A note to the shopper. The SKU is empty where it concerns the whole cart.</summary>
internal sealed record NoteResponse(string Sku, string Code, string Message)
{
    public static readonly NoteResponse CatalogueUnavailable = new(
        "", "catalogue-unavailable", "Prices and stock are those of when the items were added; they cannot be checked right now.");

    public static NoteResponse NoLongerSold(CartLine line) => new(line.Sku, "no-longer-sold", $"{line.Name} is no longer sold.");

    public static NoteResponse PriceChanged(CartLine line, CatalogVariant now) => new(
        line.Sku, "price-changed", $"{now.Name} costs {now.Price} now; it was {line.UnitPrice}.");

    public static NoteResponse NotEnoughStock(CartLine line, CatalogVariant now) => new(
        line.Sku, "not-enough-stock", now.Available == 0 ? $"{now.Name} is sold out." : $"Only {now.Available} of {now.Name} are left.");
}
