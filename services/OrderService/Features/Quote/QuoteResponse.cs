using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Pricing;

namespace Ecommerce.OrderService.Features.Quote;

internal sealed record QuoteResponse(
    IReadOnlyList<OrderLineResponse> Lines, Money Subtotal, Money Discount, string? DiscountCode, Money Shipping,
    Money Tax, Money TaxIncluded, Money Total)
{
    public static QuoteResponse From(PricedLines priced, string? discountCode)
    {
        var totals = priced.Totals;
        return new(
            [.. priced.Lines.Select(OrderLineResponse.From)], totals.Money(totals.Subtotal), totals.Money(totals.Discount), discountCode,
            totals.Money(totals.Shipping), totals.Money(totals.Tax), totals.Money(totals.TaxIncluded), totals.Money(totals.Total));
    }
}
