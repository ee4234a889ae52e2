using System.Text.Json.Serialization;
using Ecommerce.OrderService.Discounts;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Pricing;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Checkout;

/// <summary>What a shopper sends. It names no price: prices are the catalogue's.</summary>
internal sealed record CheckoutRequest(
    string? PaymentToken, AddressRequest? ShippingAddress, IReadOnlyList<ItemRequest>? Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DiscountCode = null)
{
    private const int LongestToken = 200;
    private const int LongestCode = 100;

    [JsonIgnore]
    public string? Code => Normalise(DiscountCode);

    public static string? Normalise(string? discountCode) => discountCode is null ? null : Discount.Normalise(discountCode);

    public void Check(FieldErrors errors)
    {
        errors.CheckText("paymentToken", PaymentToken, LongestToken)
            .Check("paymentToken", !LooksLikeCard(PaymentToken), "must be a token of payment-service, never a card number");
        if (ShippingAddress is null)
            errors.Add("shippingAddress", "is required");
        else
            ShippingAddress.Check(errors);
        ItemRequest.CheckAll("items", Items, errors);
        CheckDiscountCode(DiscountCode, errors);
    }

    public static void CheckDiscountCode(string? code, FieldErrors errors)
    {
        if (code is not null)
            errors.CheckText("discountCode", code, LongestCode);
    }

    /// <summary>Tokens are stored and sent on; a card number in the wrong place must not be.</summary>
    private static bool LooksLikeCard(string? token) => token is { Length: > 0 } && token.Count(char.IsAsciiDigit) >= 12 && !token.Any(char.IsLetter);
}

internal sealed record AddressRequest(string? Name, string? Street, string? City, string? PostalCode, string? Country)
{
    private const int Longest = 200;

    public void Check(FieldErrors errors)
    {
        errors.CheckText("shippingAddress.name", Name, Longest)
            .CheckText("shippingAddress.street", Street, Longest)
            .CheckText("shippingAddress.city", City, Longest)
            .CheckText("shippingAddress.postalCode", PostalCode, 20);
        CheckCountry(Country, errors);
    }

    public static void CheckCountry(string? country, FieldErrors errors) => errors.Check(
        "shippingAddress.country", Pricing.Country.IsCode(Pricing.Country.Normalise(country)), "must be a country code of two letters (ISO 3166), such as DE");

    /// <summary>Only after <see cref="Check"/> found nothing.</summary>
    public ShippingAddress ToAddress() => new(Name!, Street!, City!, PostalCode!, Pricing.Country.Normalise(Country)!);

    /// <summary>Personal data: never in a log.</summary>
    public override string ToString() => nameof(AddressRequest);
}
