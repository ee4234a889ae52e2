using Ecommerce.OrderService.Domain.History;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Pricing;
using Ecommerce.OrderService.Domain.Saga;
using Ecommerce.OrderService.Infrastructure.Clients;
using Ecommerce.OrderService.Infrastructure.Idempotency;
using Ecommerce.OrderService.Infrastructure.Postgres;
using Ecommerce.OrderService.Infrastructure.Saga;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Features.Checkout;

/// <param name="Rules">What is charged on top of the goods.</param>
/// <param name="Authorization">The caller's own header: the cart is read as the caller.</param>
internal sealed record CheckoutCommand(
    Guid UserId, CheckoutRequest Request, PricingOptions Rules, string? TestGroup, string Authorization);

/// <summary>Turns the caller's cart, or the items named, into an order at the catalogue's prices and the shop's rules.</summary>
internal sealed class CheckoutHandler(
    CartPricer pricer, CartPurchases purchases, OrderStore orders, SagaContextFactory contexts, OrderResponses responses)
{
    public async Task<IResult> PlaceAsync(CheckoutCommand checkout, IdempotentTransaction unitOfWork, CancellationToken cancellationToken)
    {
        var (userId, request, rules, _, authorization) = checkout;
        var cart = await pricer.PriceAsync(userId, request.SkuQuantities, authorization, cancellationToken);
        if (cart.Basket.Goods is not { } goods)
            return CartProblems.Of(cart.Basket);

        var country = request.ShippingAddress!.NormalisedCountry;
        if (rules.FindOffer(request.Method, country, goods.Subtotal.Currency) is not { } offer)
            return EnteredShippingMethod.Unavailable(country, goods.Subtotal.Currency);

        var transaction = await unitOfWork.BeginAsync(cancellationToken);
        if (cart.CartId.Length > 0 && !await purchases.IsStillLastAsync(transaction, userId, cart.LastOrderId, cancellationToken))
            return OrderedMeanwhile();

        var context = contexts.Create();
        var orderId = Guid.CreateVersion7(context.Now);
        var discount = await DiscountUses.UseAsync(
            transaction, request.Code, orderId, userId, goods.Subtotal, context.Now, cancellationToken);
        if (discount.Refusal is { } refusal)
            return DiscountProblems.Of(refusal);

        var priced = PriceRules.Price(goods, discount.Amount, offer, rules);
        if (PriceChange.Exceeds(priced.Totals, request.ExpectedTotal!.Value))
            return PriceChange.Problem(priced, request, offer, rules);

        var placed = OrderSaga.Place(NewOrder(orderId, checkout, cart.CartId, priced, offer.Method, context.Now), context);
        await orders.AddAsync(transaction, placed with { Actor = Actor.Person(userId, userId) }, cancellationToken);

        var response = responses.Store(
            placed.Order, [new(OrderStatus.Placed, context.Now)], StatusCodes.Status202Accepted, $"/orders/{orderId}");
        return await unitOfWork.CommitAsync(response, cancellationToken);
    }

    private static Order NewOrder(
        Guid id, CheckoutCommand checkout, string cartId, PricedLines priced, ShippingMethod method, DateTimeOffset now)
    {
        var request = checkout.Request;
        return new()
        {
            Id = id,
            UserId = checkout.UserId,
            CartId = cartId,
            Lines = priced.Lines,
            Totals = priced.Totals,
            DiscountCode = request.Code,
            TestGroup = checkout.TestGroup,
            ShippingMethod = new(method.Id, method.Name),
            ShippingAddress = request.ShippingAddress!.ToAddress(),
            PaymentToken = request.PaymentToken ?? "",
            PlacedAt = now,
            UpdatedAt = now,
        };
    }

    private static ProblemHttpResult OrderedMeanwhile() => Problems.Problem(
        StatusCodes.Status409Conflict, "cart-ordered-meanwhile", "Another checkout has just ordered this cart.",
        "Look at it, or repeat to order what is in it now.");
}
