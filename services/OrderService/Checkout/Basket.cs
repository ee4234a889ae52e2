using System.Collections.Immutable;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Pricing;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Checkout;

/// <summary>Goods at the catalogue's prices, or what stands against them.</summary>
internal sealed record Basket(Goods? Goods, ImmutableArray<string> UnknownSkus, bool MixesCurrencies)
{
    /// <summary>A variant that is not published is unknown to shoppers. Whether there is enough of it, the reservation decides.</summary>
    public static Basket For(IReadOnlyList<Pieces> wanted, IReadOnlyList<Variant> variants)
    {
        var sold = variants.Where(variant => variant.Published).ToDictionary(variant => variant.Sku, StringComparer.Ordinal);
        ImmutableArray<string> unknown = [.. wanted.Select(item => item.Sku).Where(sku => !sold.ContainsKey(sku))];
        if (!unknown.IsEmpty)
            return new(null, unknown, MixesCurrencies: false);

        var mixed = wanted.Select(item => sold[item.Sku].Price.Currency).Distinct(StringComparer.Ordinal).Count() > 1;
        return mixed
            ? new(null, [], MixesCurrencies: true)
            : new(new([.. wanted.Select(item => Line(item, sold[item.Sku]))], [.. wanted.Select(item => sold[item.Sku].Category)]), [], MixesCurrencies: false);
    }

    public ProblemHttpResult? Refusal => this switch
    {
        { UnknownSkus.IsEmpty: false } => Problems.Problem(
            StatusCodes.Status422UnprocessableEntity, "unknown-sku", "The shop does not sell this.", string.Join(", ", UnknownSkus)),
        { MixesCurrencies: true } => Problems.Problem(
            StatusCodes.Status422UnprocessableEntity, "mixed-currencies", "An order has one currency."),
        _ => null,
    };

    private static OrderLine Line(Pieces item, Variant variant) => new(
        variant.Sku, variant.ProductId, variant.Name, item.Quantity, variant.Price,
        variant.Options, variant.Image, variant.RegularPrice == variant.Price ? null : variant.RegularPrice);
}
