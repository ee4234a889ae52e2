using System.Text.Json.Serialization;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Pricing;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Features.Quote;

/// <summary>A checkout without the payment; of the address only the country counts.</summary>
/// <param name="ShippingMethod">The id of one that a quote lists; absent it is <c>standard</c>.</param>
internal sealed record QuoteRequest(
    AddressRequest? ShippingAddress, IReadOnlyList<ItemRequest>? Items, string? DiscountCode, string? ShippingMethod = null)
{
    /// <summary>Only after <see cref="Check"/> found nothing, as the members below.</summary>
    [JsonIgnore]
    public string Country => ShippingAddress!.NormalisedCountry;

    [JsonIgnore]
    public string? Code => EnteredDiscountCode.Normalise(DiscountCode);

    [JsonIgnore]
    public string Method => EnteredShippingMethod.Id(ShippingMethod);

    /// <summary>Null for the caller's cart.</summary>
    [JsonIgnore]
    public IReadOnlyList<SkuQuantity>? SkuQuantities => Items is null ? null : ItemRequest.ToQuantities(Items);

    public void Check(FieldErrors errors, PricingOptions rules)
    {
        AddressRequest.CheckCountry(ShippingAddress?.Country, errors);
        ItemRequest.CheckAll("items", Items, errors);
        EnteredDiscountCode.Check(DiscountCode, errors);
        EnteredShippingMethod.Check(ShippingMethod, rules, errors);
    }
}
