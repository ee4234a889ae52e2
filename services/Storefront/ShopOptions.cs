using System.ComponentModel.DataAnnotations;
using Ecommerce.Storefront.Infrastructure.Languages;
using NodaTime;

namespace Ecommerce.Storefront;

/// <summary>Who runs the shop: configured as <c>Shop</c>.</summary>
public sealed class ShopOptions
{
    public const string Section = "Shop";

    /// <summary>As the header, titles and previews of links show it.</summary>
    public string Name { get; init; } = "Hollyhock";

    public string Tagline { get; init; } = Texts.Key("A general store for people who keep things.");

    /// <summary>The company behind the shop, as the imprint names it.</summary>
    public string Company { get; init; }
        = Texts.Key("Hollyhock General Store (a demonstration: no company, no goods, no money)");

    /// <summary>Of the imprint, a line each. Without a default: configuration would come after it instead of in its place.</summary>
    public IReadOnlyList<string> Address { get; init; } = [];

    /// <summary>The address, or an example of one.</summary>
    public IReadOnlyList<string> AddressLines => Address.Count > 0 ? Address : ["1 Example Street", "12345 Exampletown"];

    public string Email { get; init; } = "hello@ecommerce.example";

    /// <summary>Days within which goods can be sent back after delivery.</summary>
    public int ReturnDays { get; init; } = 30;

    /// <summary>In which pages show times: a name of the IANA database, such as <c>Europe/Berlin</c>.</summary>
    [CustomValidation(typeof(ShopOptions), nameof(ValidateTimeZone))]
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The program brings the database along: images have none.</summary>
    internal DateTimeZone Zone => DateTimeZoneProviders.Tzdb[TimeZone];

    public static ValidationResult? ValidateTimeZone(string name)
        => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is null
            ? new($"{name} is no time zone of the IANA database, such as Europe/Berlin", [nameof(TimeZone)])
            : ValidationResult.Success;
}
