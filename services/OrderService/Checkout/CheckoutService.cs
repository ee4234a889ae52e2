using System.Text.Json;
using Ecommerce.OrderService.Idempotency;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Saga;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Ecommerce.OrderService.Checkout;

/// <summary>Turns a cart, or the items named, into an order at the catalogue's prices.</summary>
internal sealed class CheckoutService(CatalogClient catalog, CartClient carts, OrderStore store, SagaStep step)
{
    public async Task<Prepared> PrepareAsync(Guid userId, CheckoutRequest request, string authorization, CancellationToken cancellationToken)
    {
        var cart = request.Items is null ? await carts.GetMineAsync(authorization, cancellationToken) : null;
        IReadOnlyList<Wanted> wanted = cart is null
            ? [.. request.Items!.Select(item => new Wanted(item.Sku!, item.Quantity!.Value))]
            : [.. cart.Items.Select(item => new Wanted(item.Sku, item.Quantity))];
        if (wanted.Count == 0)
            return Prepared.Refuse(Problems.Problem(StatusCodes.Status400BadRequest, "cart-empty", "The cart is empty."));

        var quote = Quote.For(wanted, await catalog.GetVariantsAsync(wanted.Select(item => item.Sku), cancellationToken));
        if (Refusal(quote) is { } refusal)
            return Prepared.Refuse(refusal);
        var order = Draft(userId, cart?.Id ?? "", request, quote);
        return Prepared.Do((transaction, cancelled) => PlaceAsync(order, transaction, cancelled));
    }

    private static ProblemHttpResult? Refusal(Quote quote) => quote switch
    {
        { UnknownSkus.IsEmpty: false } => Problems.Problem(
            StatusCodes.Status422UnprocessableEntity, "unknown-sku", "The shop does not sell this.", string.Join(", ", quote.UnknownSkus)),
        { MixesCurrencies: true } => Problems.Problem(
            StatusCodes.Status422UnprocessableEntity, "mixed-currencies", "An order has one currency."),
        _ => null,
    };

    private Order Draft(Guid userId, string cartId, CheckoutRequest request, Quote quote)
    {
        var now = step.Clock.Now;
        return new()
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            CartId = cartId,
            Lines = quote.Lines,
            Total = quote.Total,
            ShippingAddress = request.ShippingAddress!.ToAddress(),
            PaymentToken = request.PaymentToken!,
            PlacedAt = now,
            UpdatedAt = now,
        };
    }

    private async Task<IResult> PlaceAsync(Order order, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var placed = OrderSaga.Place(order, step.Clock);
        await store.AddAsync(transaction, placed, cancellationToken);
        var response = OrderResponse.From(placed.Order, [new(OrderStatus.Placed, order.PlacedAt)]);
        return new StoredAnswer(
            StatusCodes.Status202Accepted, $"/orders/{order.Id}", JsonSerializer.Serialize(response, OrderJson.Default.OrderResponse));
    }
}
