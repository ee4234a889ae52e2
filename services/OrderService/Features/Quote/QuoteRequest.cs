using System.Text.Json.Serialization;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Features.Quote;

/// <summary>A checkout without the payment; of the address only the country counts.</summary>
internal sealed record QuoteRequest(AddressRequest? ShippingAddress, IReadOnlyList<ItemRequest>? Items, string? DiscountCode)
{
    /// <summary>Only after <see cref="Check"/> found nothing, as the members below.</summary>
    [JsonIgnore]
    public string Country => ShippingAddress!.NormalisedCountry;

    [JsonIgnore]
    public string? Code => EnteredDiscountCode.Normalise(DiscountCode);

    /// <summary>Null for the caller's cart.</summary>
    [JsonIgnore]
    public IReadOnlyList<SkuQuantity>? SkuQuantities => Items is null ? null : ItemRequest.ToQuantities(Items);

    public void Check(FieldErrors errors)
    {
        AddressRequest.CheckCountry(ShippingAddress?.Country, errors);
        ItemRequest.CheckAll("items", Items, errors);
        EnteredDiscountCode.Check(DiscountCode, errors);
    }
}
