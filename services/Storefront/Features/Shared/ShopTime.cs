using System.Globalization;
using Ecommerce.Storefront.Infrastructure.Settings;
using NodaTime;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>Dates and times as the page's language writes them, in the shop's time zone.</summary>
internal sealed class ShopTime(CurrentShop shop)
{
    /// <summary><c>29. November 2026</c>, or <c>29 November 2026</c>.</summary>
    public string Day(DateTimeOffset at) => InShop(at).ToString(Formats.LongDatePattern, Formats);

    /// <summary><c>29. November 2026, 14:05</c>; UTC is named, because nobody's clock shows it.</summary>
    public string Moment(DateTimeOffset at)
        => $"{Day(at)}, {InShop(at).ToString(Formats.ShortTimePattern, Formats)}{(shop.Value.TimeZone == Utc ? $" {Utc}" : "")}";

    private const string Utc = "UTC";

    private static DateTimeFormatInfo Formats => CultureInfo.CurrentCulture.DateTimeFormat;

    private DateTimeOffset InShop(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(shop.Value.Zone).ToDateTimeOffset();
}
