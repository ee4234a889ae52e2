using System.Text.Json;
using Ecommerce.OrderService.Discounts;
using Ecommerce.OrderService.Idempotency;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Pricing;
using Ecommerce.OrderService.Saga;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.OrderService.Checkout;

/// <summary>Turns a cart, or the items named, into an order at the catalogue's prices and the shop's rules.</summary>
internal sealed class CheckoutService(Baskets baskets, CartPurchases purchases, OrderStore store, SagaStep step, IOptions<PricingOptions> rules)
{
    public async Task<Prepared> PrepareAsync(
        Guid userId, CheckoutRequest request, string? testGroup, string authorization, CancellationToken cancellationToken)
    {
        var basket = await baskets.ReadAsync(userId, request.Items, authorization, cancellationToken);
        return basket.Goods is { } goods
            ? Prepared.Do((transaction, cancelled) => PlaceAsync(transaction, userId, request, testGroup, basket, goods, cancelled))
            : Prepared.Refuse(basket.Refusal!);
    }

    private async Task<IResult> PlaceAsync(
        NpgsqlTransaction transaction, Guid userId, CheckoutRequest request, string? testGroup, BasketOrRefusal basket, Goods goods,
        CancellationToken cancellationToken)
    {
        if (basket.CartId.Length > 0 && !await purchases.IsStillLastAsync(transaction, userId, basket.LastOrder, cancellationToken))
        {
            return Problems.Problem(
                StatusCodes.Status409Conflict, "cart-ordered-meanwhile", "Another checkout has just ordered this cart.", "Look at it, or repeat to order what is in it now.");
        }

        var clock = step.Clock;
        var id = Guid.CreateVersion7(clock.Now);
        var discount = await DiscountUses.UseAsync(transaction, request.Code, id, userId, goods.Subtotal, clock.Now, cancellationToken);
        if (discount.Refusal is { } refusal)
            return DiscountProblems.Of(refusal);

        var address = request.ShippingAddress!.ToAddress();
        var priced = PriceRules.Price(goods, discount.Amount, address.Country, rules.Value);
        var placed = OrderSaga.Place(
            new()
            {
                Id = id,
                UserId = userId,
                CartId = basket.CartId,
                Lines = priced.Lines,
                Totals = priced.Totals,
                DiscountCode = request.Code,
                TestGroup = testGroup,
                ShippingAddress = address,
                PaymentToken = request.PaymentToken!,
                PlacedAt = clock.Now,
                UpdatedAt = clock.Now,
            },
            clock);
        await store.AddAsync(transaction, placed, cancellationToken);
        var response = OrderResponse.From(placed.Order, [new(OrderStatus.Placed, clock.Now)]);
        return new StoredAnswer(StatusCodes.Status202Accepted, $"/orders/{id}", JsonSerializer.Serialize(response, OrderJson.Default.OrderResponse));
    }
}
