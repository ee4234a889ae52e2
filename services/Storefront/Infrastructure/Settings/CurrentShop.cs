using Ecommerce.Storefront.Infrastructure.Gateway;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Ecommerce.Storefront.Infrastructure.Settings;

/// <summary>Who runs the shop: as its owner has set it, as far as is known, else as it is configured.</summary>
public sealed class CurrentShop(IOptions<ShopOptions> configured)
{
    private volatile ShopOptions value = configured.Value;

    public ShopOptions Value => value;

    internal void Take(ShopSettings settings) => value = Merge(settings, configured.Value);

    internal static ShopOptions Merge(ShopSettings settings, ShopOptions configured) => new()
    {
        BackOffice = configured.BackOffice,
        Name = settings.Name ?? configured.Name,
        Tagline = configured.Tagline,
        Company = settings.Company ?? configured.Company,
        Address = settings.Address ?? configured.Address,
        Email = settings.Email ?? configured.Email,
        VatId = settings.VatId ?? configured.VatId,
        Carriers = settings.Carriers ?? configured.Carriers,
        ReturnDays = settings.ReturnDays,
        TimeZone = IsKnown(settings.TimeZone) ? settings.TimeZone! : configured.TimeZone,
        OwnTexts = settings.Texts ?? configured.OwnTexts,
    };

    // The service may know zones that this program does not yet.
    private static bool IsKnown(string? timeZone) => timeZone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) is not null;
}
