using System.Text.Json;
using Ecommerce.CartService.Domain;

namespace Ecommerce.CartService.Features.ReadCart;

/// <summary>A cart and its last response, which is reused until the catalogue returns something else for its lines.</summary>
internal sealed class CachedCart(Cart cart)
{
    private Response? last;

    public CartStamp Stamp => cart.Stamp;

    public IReadOnlyList<string> Skus { get; } = [.. cart.Lines.Select(line => line.Sku)];

    /// <param name="variants">As <see cref="CartResponse.From"/> takes them.</param>
    public byte[] Respond(CatalogVariant?[]? variants)
    {
        if (last is { } response && response.IsFor(variants))
            return response.Json;
        var json = JsonSerializer.SerializeToUtf8Bytes(CartResponse.From(cart, variants), CartJson.Default.CartResponse);
        last = new(variants, json);
        return json;
    }

    private sealed record Response(CatalogVariant?[]? Variants, byte[] Json)
    {
        public bool IsFor(CatalogVariant?[]? now)
            => Variants is null ? now is null : now is not null && Variants.AsSpan().SequenceEqual(now);
    }
}
