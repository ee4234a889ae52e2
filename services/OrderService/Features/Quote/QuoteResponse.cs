using System.Text.Json.Serialization;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Pricing;

namespace Ecommerce.OrderService.Features.Quote;

/// <param name="ShippingMethod">The id of the one that the price is with.</param>
/// <param name="ShippingMethods">All that go to the country in this currency, the standard one first.</param>
internal sealed record QuoteResponse(
    IReadOnlyList<OrderLineResponse> Lines, Money Subtotal, Money Discount, string? DiscountCode, string ShippingMethod,
    IReadOnlyList<QuotedShippingMethod> ShippingMethods, Money Shipping, Money Tax, Money TaxIncluded, Money Total)
{
    public static QuoteResponse From(PricedLines priced, string? discountCode, ShippingOffer chosen, PricingOptions rules)
    {
        var totals = priced.Totals;
        var goods = totals.Subtotal - totals.Discount;
        return new(
            [.. priced.Lines.Select(line => OrderLineResponse.From(line, totals))],
            totals.Money(totals.Subtotal), totals.Money(totals.Discount), discountCode, chosen.Method.Id,
            [.. rules.OffersTo(chosen.Country, totals.Currency).Select(
                offer => QuotedShippingMethod.From(offer, totals.Money(offer.PriceFor(goods, totals.Currency))))],
            totals.Money(totals.Shipping), totals.Money(totals.Tax), totals.Money(totals.TaxIncluded), totals.Money(totals.Total));
    }
}

/// <param name="MinDays">Working days until the order is there, at least; null where the shop promises none.</param>
/// <param name="MaxDays">The same at most.</param>
/// <param name="NeedsAddress">False: a name and a country are enough of an address.</param>
/// <param name="Price">For these goods; before tax where tax is added to prices.</param>
/// <param name="Translations">Name and description in other languages, by their tags; absent where there are none.</param>
internal sealed record QuotedShippingMethod(
    string Id, string Name, string? Description, int? MinDays, int? MaxDays, bool NeedsAddress, Money Price,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyDictionary<string, ShippingMethodText>? Translations)
{
    public static QuotedShippingMethod From(ShippingOffer offer, Money price)
    {
        var method = offer.Method;
        return new(
            method.Id, method.Name, method.Description, method.MinDays, method.MaxDays, method.NeedsAddress, price, method.Translations);
    }
}
