using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.Web;

/// <summary>What a postal address must keep to, in every service that takes one.</summary>
public static class PostalAddressRules
{
    private const int MaxLength = TextRules.MaxNameLength;

    /// <param name="prefix">Where the address stands in the request, such as <c>shippingAddress.</c>; empty where it is the
    /// request.</param>
    public static FieldErrors CheckPostalAddress(
        this FieldErrors errors, string prefix, string? name, string? street, string? city, string? postalCode, string? country)
        => errors
            .CheckRecipient(prefix, name, country)
            .CheckName($"{prefix}street", street, MaxLength)
            .CheckName($"{prefix}city", city, MaxLength)
            .CheckPostalCode($"{prefix}postalCode", postalCode, country);

    /// <summary>What is left of an address where nothing is sent to a street.</summary>
    /// <param name="prefix">As above.</param>
    public static FieldErrors CheckRecipient(this FieldErrors errors, string prefix, string? name, string? country)
        => errors.CheckName($"{prefix}name", name, MaxLength).CheckCountry($"{prefix}country", country);

    public static FieldErrors CheckCountry(this FieldErrors errors, string field, string? country)
        => errors.Check(
            field, PostalCodes.IsCountry(CountryCode.Normalise(country)), "must be a country code of two letters (ISO 3166-1), such as DE");

    /// <summary>Required and formed as the country has them; of a country that does not exist only its length is known.</summary>
    private static FieldErrors CheckPostalCode(this FieldErrors errors, string field, string? postalCode, string? country)
    {
        var code = CountryCode.Normalise(country);
        if (!string.IsNullOrEmpty(postalCode))
            errors.CheckName(field, PostalCodes.Normalise(postalCode), PostalCodes.MaxLength);
        return PostalCodes.IsCountry(code) && PostalCodes.ErrorOf(code!, postalCode) is { } error ? errors.Add(field, error) : errors;
    }
}
