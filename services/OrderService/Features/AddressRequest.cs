using System.Text.Json.Serialization;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.OrderService.Features;

internal sealed record AddressRequest(string? Name, string? Street, string? City, string? PostalCode, string? Country)
{
    private const string Prefix = "shippingAddress.";

    /// <summary>Only after <see cref="CheckCountry"/> found nothing.</summary>
    [JsonIgnore]
    public string NormalisedCountry => CountryCode.Normalise(Country)!;

    public void Check(FieldErrors errors) => errors.CheckPostalAddress(Prefix, Name, Street, City, PostalCode, Country);

    public static void CheckCountry(string? country, FieldErrors errors) => errors.CheckCountry($"{Prefix}country", country);

    /// <summary>Only after <see cref="Check"/> found nothing.</summary>
    public ShippingAddress ToAddress() => new(
        TextRules.ToName(Name), TextRules.ToName(Street), TextRules.ToName(City), PostalCodes.Normalise(PostalCode), NormalisedCountry);

    /// <summary>Personal data: never in a log.</summary>
    public override string ToString() => nameof(AddressRequest);
}
