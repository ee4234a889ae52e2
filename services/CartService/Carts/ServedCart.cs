using System.Text.Json;
using Ecommerce.CartService.Catalogue;

namespace Ecommerce.CartService.Carts;

/// <summary>A cart and its last answer, which stands until the catalogue says something else of its lines.</summary>
internal sealed class ServedCart(Cart cart)
{
    private Answered? last;

    public CartStamp Stamp => cart.Stamp;

    public IReadOnlyList<string> Skus { get; } = [.. cart.Lines.Select(line => line.Sku)];

    /// <param name="variants">As <see cref="CartResponse.Of"/> takes them.</param>
    public byte[] Answer(Variant?[]? variants)
    {
        if (last is { } answered && answered.Fits(variants))
            return answered.Json;
        var json = JsonSerializer.SerializeToUtf8Bytes(CartResponse.Of(cart, variants), CartJson.Default.CartResponse);
        last = new(variants, json);
        return json;
    }

    private sealed record Answered(Variant?[]? Variants, byte[] Json)
    {
        public bool Fits(Variant?[]? now) => Variants is null ? now is null : now is not null && Variants.AsSpan().SequenceEqual(now);
    }
}
