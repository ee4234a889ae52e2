using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Addresses;
using Ecommerce.Web;

namespace Ecommerce.UserService.Features.Addresses;

/// <param name="IsDefault">Makes it the default in place of another. False leaves the default as it is.</param>
internal sealed record AddressRequest(
    string? Name, string? Street, string? City, string? PostalCode, string? Country, bool IsDefault = false)
{
    public FieldErrors Check() => new FieldErrors().CheckPostalAddress("", Name, Street, City, PostalCode, Country);

    /// <summary>Only for a valid request, see <see cref="Check"/>.</summary>
    public Address ToAddress(Guid id, DateTimeOffset now) => new()
    {
        Id = id, Name = TextRules.ToName(Name), Street = TextRules.ToName(Street), City = TextRules.ToName(City),
        PostalCode = PostalCodes.Normalise(PostalCode), Country = CountryCode.Normalise(Country)!, IsDefault = IsDefault, CreatedAt = now,
    };
}
