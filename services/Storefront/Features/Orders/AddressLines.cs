using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Features.Orders;

internal static class AddressLines
{
    /// <summary>As they are written on a parcel. What is collected needs no street.</summary>
    public static IEnumerable<string> Of(Address address)
    {
        var (name, street, city, postalCode, country) = address;
        string[] lines = [name, street, $"{postalCode} {city}".Trim(), Countries.NameOf(country)];
        return lines.Where(line => line.Length > 0);
    }
}
