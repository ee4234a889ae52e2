using System.Security.Claims;
using Ecommerce.OrderService.Domain.Pricing;
using Ecommerce.OrderService.Infrastructure.Clients;
using Ecommerce.OrderService.Infrastructure.Postgres;
using Ecommerce.OrderService.Infrastructure.Settings;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.OrderService.Features.Quote;

/// <summary>What a checkout would cost now. Nothing is bought, reserved or counted.</summary>
internal static class QuoteEndpoint
{
    public static RouteGroupBuilder MapQuote(this RouteGroupBuilder orders)
    {
        orders.MapPost("quote", QuoteAsync).WithName("QuoteOrder").WithSummary("What an order would cost")
            .Produces<QuoteResponse>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return orders;
    }

    private static async Task<IResult> QuoteAsync(
        QuoteRequest request,
        [FromHeader(Name = "Authorization")] string? authorization,
        ClaimsPrincipal user,
        CartPricer pricer,
        DiscountUses discounts,
        TimeProvider timeProvider,
        SettingsInForce settings,
        CancellationToken cancellationToken)
    {
        var (errors, rules) = (new FieldErrors(), settings.Pricing);
        request.Check(errors, rules);
        if (errors.TryGetProblem(out var problem))
            return problem;

        var userId = user.UserId();
        var cart = await pricer.PriceAsync(userId, request.SkuQuantities, authorization ?? "", cancellationToken);
        if (cart.Basket.Goods is not { } goods)
            return CartProblems.Of(cart.Basket);

        if (rules.FindOffer(request.Method, request.Country, goods.Subtotal.Currency) is not { } offer)
            return EnteredShippingMethod.Unavailable(request.Country, goods.Subtotal.Currency);

        var discount = await discounts.PreviewAsync(request.Code, userId, goods.Subtotal, timeProvider.GetUtcNow(), cancellationToken);
        if (discount.Refusal is { } refusal)
            return DiscountProblems.Of(refusal);

        var priced = PriceRules.Price(goods, discount.Amount, offer, rules);
        return TypedResults.Ok(QuoteResponse.From(priced, request.Code, offer, rules));
    }
}
