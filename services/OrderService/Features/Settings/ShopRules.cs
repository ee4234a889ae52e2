using System.Net.Mail;
using Ecommerce.OrderService.Domain.Settings;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using NodaTime;

namespace Ecommerce.OrderService.Features.Settings;

/// <summary>What a shop may say about itself.</summary>
internal static class ShopRules
{
    private const int MaxNameLength = 100;
    private const int MaxLineLength = 200;
    private const int MaxLines = 10;
    private const int MaxEmailLength = 254;
    private const int MaxVatIdLength = 30;
    private const int MaxCarriers = 50;
    private const int MaxAddressLength = 500;
    private const int MaxReturnDays = 3650;
    private const int MaxTextLength = 20_000;
    private const string NumberPlace = "{number}";

    private static readonly string[] Languages = ["en", "de"];

    public static void Check(this ShopSettings shop, FieldErrors errors)
    {
        errors.CheckLine("name", shop.Name, MaxNameLength).CheckLine("company", shop.Company, MaxLineLength)
            .CheckLine("vatId", shop.VatId, MaxVatIdLength)
            .Check("email", shop.Email is null || IsEmail(shop.Email), "must be an email address")
            .Check("returnDays", shop.ReturnDays is >= 0 and <= MaxReturnDays, $"must be 0 to {MaxReturnDays}")
            .Check(
                "timeZone", shop.TimeZone is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(shop.TimeZone) is not null,
                "must be a time zone of the IANA database, such as Europe/Berlin");
        shop.CheckAddress(errors);
        shop.CheckCarriers(errors);
        foreach (var (language, texts) in shop.Texts ?? new Dictionary<string, ShopTexts>())
            CheckTexts(language, texts, errors);
    }

    private static void CheckAddress(this ShopSettings shop, FieldErrors errors)
    {
        errors.Check("address", shop.Address is null or { Count: > 0 and <= MaxLines }, $"must have 1 to {MaxLines} lines");
        foreach (var (at, line) in (shop.Address ?? []).Index())
            errors.CheckText($"address[{at}]", line, MaxLineLength);
    }

    private static void CheckCarriers(this ShopSettings shop, FieldErrors errors)
    {
        var carriers = shop.Carriers ?? new Dictionary<string, string>();
        errors.Check("carriers", carriers.Count <= MaxCarriers, $"must be at most {MaxCarriers}");
        SettingsRules.CheckKeys("carriers", carriers.Keys, errors);
        foreach (var (name, template) in carriers)
        {
            errors.Check($"carriers.{name}", name.Length <= MaxNameLength && IsVisibleLine(name), "must have a name of one line")
                .Check($"carriers.{name}", IsTemplate(template), $"must be an https address with {NumberPlace} in it");
        }
    }

    private static void CheckTexts(string language, ShopTexts? texts, FieldErrors errors)
    {
        errors.Check($"texts.{language}", Languages.Contains(language), $"must be one of {string.Join(", ", Languages)}")
            .Check($"texts.{language}", texts is not null, "must not be null")
            .CheckLine($"texts.{language}.tagline", texts?.Tagline, MaxLineLength);
        foreach (var (name, text) in (IEnumerable<(string, string?)>)
            [
                ("imprint", texts?.Imprint), ("privacy", texts?.Privacy), ("terms", texts?.Terms), ("returns", texts?.Returns),
                ("shipping", texts?.Shipping),
            ])
        {
            errors.Check(
                $"texts.{language}.{name}", text is null || (text.Length <= MaxTextLength && TextRules.IsPlainText(text)),
                $"must have at most {MaxTextLength} characters and no control characters but tabs and line breaks");
        }
    }

    private static FieldErrors CheckLine(this FieldErrors errors, string field, string? text, int maxLength) => errors.Check(
        field, text is null || (text.Length <= maxLength && IsVisibleLine(text)),
        $"must be one line of at most {maxLength} characters, or left out");

    private static bool IsVisibleLine(string text) => !TextRules.IsBlank(text) && TextRules.IsLine(text);

    private static bool IsEmail(string text)
        => text.Length <= MaxEmailLength && MailAddress.TryCreate(text, out var address) && address.Address == text;

    private static bool IsTemplate(string? text)
        => text is { Length: <= MaxAddressLength } && text.Contains(NumberPlace, StringComparison.Ordinal)
            && Uri.TryCreate(text.Replace(NumberPlace, "0", StringComparison.Ordinal), UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttps;
}
