using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Pricing;
using Ecommerce.OrderService.Features.Quote;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Features.Checkout;

/// <summary>A checkout that would cost more than its shopper was told, for a price that rose or a sale that ended meanwhile.</summary>
internal static class PriceChange
{
    /// <summary>Less than expected is no reason to ask again; another currency is.</summary>
    public static bool Exceeds(Totals totals, Money expected) => totals.Currency != expected.Currency || totals.Total > expected.Amount;

    /// <summary>409 with the quote that the shopper can agree to.</summary>
    public static ProblemHttpResult Problem(
        PricedLines priced, CheckoutRequest request, ShippingOffer offer, PricingOptions rules)
    {
        var (now, expected) = (priced.Totals, request.ExpectedTotal!.Value);
        var refusal = Problems.Problem(
            StatusCodes.Status409Conflict, "price-changed", "The total has changed.",
            $"It is {now.Money(now.Total)} now, not {expected}.");
        refusal.ProblemDetails.Extensions["quote"] =
            JsonSerializer.SerializeToElement(QuoteResponse.From(priced, request.Code, offer, rules), OrderJson.Default.QuoteResponse);
        return refusal;
    }
}
