using System.ComponentModel.DataAnnotations;
using Ecommerce.Storefront.Infrastructure.Languages;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Ecommerce.Storefront;

/// <summary>Who runs the shop: configured as <c>Shop</c>.</summary>
public sealed class ShopOptions : IValidatableObject
{
    public const string Section = "Shop";

    private const string NumberPlace = "{number}";

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

    /// <summary>The public address of the back office, where staff are led; null: no page leads there.</summary>
    public Uri? BackOffice { get; init; }

    /// <summary>For invoices; null where the shop has none.</summary>
    public string? VatId { get; init; }

    /// <summary>
    /// Where parcels are followed, by the carrier's name as staff type it, in any case: an https address with <c>{number}</c> in it.
    /// </summary>
    public IReadOnlyDictionary<string, string> Carriers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Days within which goods can be sent back after delivery.</summary>
    public int ReturnDays { get; init; } = 30;

    /// <summary>In which pages show times: a name of the IANA database, such as <c>Europe/Berlin</c>.</summary>
    [CustomValidation(typeof(ShopOptions), nameof(ValidateTimeZone))]
    public string TimeZone { get; init; } = "UTC";

    /// <summary>What the shop says in place of what every shop says, by language.</summary>
    public IReadOnlyDictionary<string, WrittenTexts> OwnTexts { get; init; }
        = new Dictionary<string, WrittenTexts>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// In the language of the page; where the shop has none, in another one: what a shop wrote itself is better than what others say.
    /// </summary>
    public WrittenText? Written(Func<WrittenTexts, string?> which) => Language.All
        .OrderBy(language => language != Language.Current)
        .Select(language => (language.Tag, Text: OwnTexts.GetValueOrDefault(language.Tag) is { } texts ? which(texts) : null))
        .Where(written => !string.IsNullOrWhiteSpace(written.Text))
        .Select(written => new WrittenText(written.Tag, written.Text!))
        .FirstOrDefault();

    public string TaglineIn(IStringLocalizer<Texts> texts) => Written(own => own.Tagline)?.Text ?? texts[Tagline];

    /// <summary>The program brings the database along: images have none.</summary>
    internal DateTimeZone Zone => DateTimeZoneProviders.Tzdb[TimeZone];

    /// <summary>The carrier's page about a parcel; null where the carrier is not configured.</summary>
    public string? TrackingLink(string carrier, string number)
        => Carriers.FirstOrDefault(known => known.Key.Equals(carrier.Trim(), StringComparison.OrdinalIgnoreCase)).Value is { } template
            ? template.Replace(NumberPlace, Uri.EscapeDataString(number.Trim()), StringComparison.Ordinal)
            : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Carriers
        .Where(carrier => !IsTemplate(carrier.Value))
        .Select(carrier => new ValidationResult(
            $"The address of {carrier.Key} must be an https address with {NumberPlace} in it.", [$"{nameof(Carriers)}:{carrier.Key}"]))
        .Concat(BackOffice is null or { IsAbsoluteUri: true, Scheme: "http" or "https" }
            ? []
            : [new ValidationResult($"{BackOffice} is no http or https address.", [nameof(BackOffice)])]);

    private static bool IsTemplate(string? text)
        => text?.Contains(NumberPlace, StringComparison.Ordinal) is true
            && Uri.TryCreate(text.Replace(NumberPlace, "0", StringComparison.Ordinal), UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttps;

    public static ValidationResult? ValidateTimeZone(string name)
        => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is null
            ? new($"{name} is no time zone of the IANA database, such as Europe/Berlin", [nameof(TimeZone)])
            : ValidationResult.Success;
}
