using System.Security.Claims;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Discounts;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Pricing;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Ecommerce.OrderService.Checkout;

/// <summary>What a checkout would cost now. Nothing is bought, held or counted.</summary>
internal static class QuoteEndpoint
{
    public static RouteGroupBuilder MapQuote(this RouteGroupBuilder orders)
    {
        orders.MapPost("quote", QuoteAsync).WithName("QuoteOrder")
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
        Baskets baskets,
        DiscountUses discounts,
        TimeProvider time,
        IOptions<PricingOptions> rules,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        request.Check(errors);
        if (errors.Refusal(out var refusal))
            return refusal;
        var basket = await baskets.ReadAsync(user.UserId(), request.Items, authorization ?? "", cancellationToken);
        if (basket.Goods is not { } goods)
            return basket.Refusal!;
        var code = CheckoutRequest.Normalise(request.DiscountCode);
        var discount = await discounts.PreviewAsync(code, user.UserId(), goods.Subtotal, time.GetUtcNow(), cancellationToken);
        return discount.Refusal is { } wrong
            ? DiscountProblems.Of(wrong)
            : TypedResults.Ok(QuoteResponse.From(PriceRules.Price(goods, discount.Amount, request.Country, rules.Value), code));
    }
}

/// <summary>A checkout without the payment; of the address only the country counts.</summary>
internal sealed record QuoteRequest(AddressRequest? ShippingAddress, IReadOnlyList<ItemRequest>? Items, string? DiscountCode)
{
    /// <summary>Only after <see cref="Check"/> found nothing.</summary>
    public string Country => Pricing.Country.Normalise(ShippingAddress!.Country)!;

    public void Check(FieldErrors errors)
    {
        AddressRequest.CheckCountry(ShippingAddress?.Country, errors);
        ItemRequest.CheckAll("items", Items, errors);
        CheckoutRequest.CheckDiscountCode(DiscountCode, errors);
    }
}

internal sealed record QuoteResponse(
    IReadOnlyList<OrderLineResponse> Lines, Money Subtotal, Money Discount, string? DiscountCode, Money Shipping, Money Tax, Money TaxIncluded, Money Total)
{
    public static QuoteResponse From(PricedLines priced, string? discountCode)
    {
        var totals = priced.Totals;
        return new(
            [.. priced.Lines.Select(OrderLineResponse.From)], totals.Money(totals.Subtotal), totals.Money(totals.Discount), discountCode,
            totals.Money(totals.Shipping), totals.Money(totals.Tax), totals.Money(totals.TaxIncluded), totals.Money(totals.Total));
    }
}
