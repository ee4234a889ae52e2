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

    /// <summary>As it is stored. Only after <see cref="Check"/> found nothing.</summary>
    [JsonIgnore]
    public AddressRequest Normalised
    {
        get
        {
            var (name, street, city, postalCode, country) = ToAddress();
            return new(name, street, city, postalCode, country);
        }
    }

    /// <param name="errors">Where to say what is wrong.</param>
    /// <param name="isNeeded">False where a name and a country will do; an address that begins is whole all the same.</param>
    public void Check(FieldErrors errors, bool isNeeded)
    {
        if (isNeeded || HasStreet)
            errors.CheckPostalAddress(Prefix, Name, Street, City, PostalCode, Country);
        else
            errors.CheckRecipient(Prefix, Name, Country);
    }

    public static void CheckCountry(string? country, FieldErrors errors) => errors.CheckCountry($"{Prefix}country", country);

    /// <summary>Only after <see cref="Check"/> found nothing.</summary>
    public ShippingAddress ToAddress() => new(
        TextRules.ToName(Name), TextRules.ToName(Street), TextRules.ToName(City), PostalCodes.Normalise(PostalCode), NormalisedCountry);

    private bool HasStreet => (Street, City, PostalCode) is not ((null or ""), (null or ""), (null or ""));

    /// <summary>Personal data: never in a log.</summary>
    public override string ToString() => nameof(AddressRequest);
}
