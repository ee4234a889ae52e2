using Ecommerce.CartService.Catalogue;
using Ecommerce.Contracts;

namespace Ecommerce.CartService.Carts;

internal sealed record CartResponse(
    string Id, long Version, IReadOnlyList<ItemResponse> Items, Money? Total, IReadOnlyList<NoteResponse> Notes, DateTimeOffset? UpdatedAt)
{
    /// <summary>A cart at the catalogue's prices; at those of its lines when the catalogue does not answer.</summary>
    /// <param name="cart">What is in it.</param>
    /// <param name="variants">Those of its lines, null where one is not sold; null altogether when the catalogue does not answer.</param>
    public static CartResponse Of(Cart cart, IReadOnlyList<Variant?>? variants)
    {
        var lines = cart.Lines.Select((line, i) => (Line: line, Now: variants?[i])).ToList();
        List<ItemResponse> items = [.. lines.Select(l => Item(l.Line, l.Now, isSold: variants is null || IsSold(l.Line, l.Now)))];
        List<NoteResponse> notes = variants is null && lines.Count > 0
            ? [NoteResponse.CatalogueUnavailable]
            : [.. lines.SelectMany(l => NotesOn(l.Line, IsSold(l.Line, l.Now) ? l.Now : null))];
        return new CartResponse(cart.Id.Text, cart.Version, items, Sum(items), notes, cart.UpdatedAt);
    }

    // A cart has one currency: a variant that changed its own is not the one that was put in.
    private static bool IsSold(CartLine line, Variant? now) => now is not null && now.Price.Currency == line.Currency;

    private static ItemResponse Item(CartLine line, Variant? now, bool isSold)
    {
        var price = isSold && now is not null ? now.Price : line.UnitPrice;
        var available = isSold ? now?.Available ?? line.Available : 0;
        var total = price with { Amount = isSold ? price.Amount * line.Quantity : 0 };
        return new ItemResponse(line.Sku, line.ProductId, now?.Name ?? line.Name, line.Quantity, price, available, total);
    }

    private static IEnumerable<NoteResponse> NotesOn(CartLine line, Variant? now)
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

internal sealed record ItemResponse(
    string Sku, Guid ProductId, string Name, int Quantity, Money UnitPrice, int Available, Money LineTotal);

/// <summary>What is in a cart and nothing else, for who asks the catalogue for prices anyway.</summary>
internal sealed record CartItemsResponse(string Id, IReadOnlyList<PiecesResponse> Items)
{
    public static CartItemsResponse Of(Cart cart) => new(cart.Id.Text, [.. cart.Lines.Select(line => new PiecesResponse(line.Sku, line.Quantity))]);
}

internal sealed record PiecesResponse(string Sku, int Quantity);

/// <summary>Something that the shopper should know. The SKU is empty where it concerns the whole cart.</summary>
internal sealed record NoteResponse(string Sku, string Code, string Message)
{
    public static readonly NoteResponse CatalogueUnavailable = new(
        "", "catalogue-unavailable", "Prices and stock are those of when the items were added; they cannot be checked right now.");

    public static NoteResponse NoLongerSold(CartLine line) => new(line.Sku, "no-longer-sold", $"{line.Name} is no longer sold.");

    public static NoteResponse PriceChanged(CartLine line, Variant now) => new(
        line.Sku, "price-changed", $"{now.Name} costs {now.Price.Amount} {now.Price.Currency} now; it was {line.Amount} {line.Currency}.");

    public static NoteResponse NotEnoughStock(CartLine line, Variant now) => new(
        line.Sku, "not-enough-stock", now.Available == 0 ? $"{now.Name} is sold out." : $"Only {now.Available} of {now.Name} are left.");
}
