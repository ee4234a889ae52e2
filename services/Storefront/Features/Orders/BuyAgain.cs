using Ecommerce.Storefront.Infrastructure.Carts;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Storefront.Features.Orders;

/// <summary>Why a line of an order is not in the cart. Public because components are.</summary>
public sealed record LeftOut(OrderLine Line, string Reason);

/// <summary>
/// Puts what was ordered into the cart. Where a line is in it already, the larger quantity wins, so that asking twice is asking once.
/// </summary>
internal sealed class BuyAgain(GatewayClient gateway, Session session, CartReader carts, IStringLocalizer<Texts> texts)
{
    private static readonly string NoAnswer = Texts.Key("the cart does not answer at the moment.");
    private static readonly string NoLongerSold = Texts.Key("it is no longer sold.");

    /// <returns>What could not be added.</returns>
    public async Task<IReadOnlyList<LeftOut>> AddAsync(Order order, CancellationToken cancellationToken)
    {
        var leftOut = new List<LeftOut>();
        try
        {
            var id = await carts.OpenAsync(cancellationToken);
            var cart = await carts.ReadAsync(cancellationToken);
            foreach (var line in order.Lines)
            {
                if (await AddAsync(id, line, cart, cancellationToken) is { } reason)
                    leftOut.Add(new(line, reason));
            }

            await carts.ReadAsync(cancellationToken);
            return leftOut;
        }
        catch (Exception failure) when (failure is HttpRequestException or GatewayException { Problem.Status: 429 or >= 500 })
        {
            return [.. order.Lines.Select(line => new LeftOut(line, texts[NoAnswer]))];
        }
    }

    /// <summary>The line's SKU belongs to another product now.</summary>
    private static bool IsOtherProduct(OrderLine line, ShoppingCart cart)
        => cart.Items.Any(item => item.Sku == line.Sku && line.ProductId is { } bought && item.ProductId != bought);

    /// <returns>Null where it is in the cart.</returns>
    private async Task<string?> AddAsync(string cart, OrderLine line, ShoppingCart before, CancellationToken cancellationToken)
    {
        var path = $"/carts/{cart}/items/{Uri.EscapeDataString(line.Sku)}";
        var present = before.Items.FirstOrDefault(item => item.Sku == line.Sku);
        try
        {
            if (present?.Quantity >= line.Quantity)
                return null;
            var after = await gateway.SendAsync<ItemQuantity, ShoppingCart>(
                HttpMethod.Put, path, new ItemQuantity(line.Quantity), session.AccessToken, cancellationToken);
            if (present is not null || !IsOtherProduct(line, after))
                return null;
            await gateway.SendAsync(HttpMethod.Put, path, new ItemQuantity(0), session.AccessToken, cancellationToken);
            return texts[NoLongerSold];
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 400 or 404 or 409 or 422)
        {
            return refusal.Problem.Is("unknown-sku")
                ? texts[NoLongerSold]
                : string.Join(' ', refusal.Problem.Messages());
        }
    }
}
