using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Features.Settings;

/// <summary>What somebody writes about the shop. An empty field is as the shop was set up.</summary>
public sealed class ShopForm(ShopSettings settings)
{
    public string? Name { get; set; } = settings.Name;

    public string? Company { get; set; } = settings.Company;

    /// <summary>A line each.</summary>
    public string? Address { get; set; } = settings.Address is { } lines ? string.Join('\n', lines) : null;

    public string? Email { get; set; } = settings.Email;

    public string? VatId { get; set; } = settings.VatId;

    public int? ReturnDays { get; set; } = settings.ReturnDays;

    public string? TimeZone { get; set; } = settings.TimeZone;

    public List<CarrierRow> Carriers { get; } =
    [
        .. (settings.Carriers ?? new Dictionary<string, string>()).OrderBy(carrier => carrier.Key, StringComparer.OrdinalIgnoreCase)
            .Select(carrier => new CarrierRow { Name = carrier.Key, Address = carrier.Value }),
    ];

    public IReadOnlyList<TextForm> Texts { get; } =
    [
        new("en", "English", settings.Texts?.GetValueOrDefault("en")), new("de", "German", settings.Texts?.GetValueOrDefault("de")),
    ];

    public ShopSettings ToSettings() => new(
        Name.OrNull(), Company.OrNull(), Lines(Address), Email.OrNull(), VatId.OrNull(),
        Carriers.Count == 0 && settings.Carriers is null ? null : Carriers.ByKey(row => row.Name.Trim(), row => row.Address.Trim()),
        ReturnDays, TimeZone.OrNull(),
        Texts.Where(text => text.ToTexts() is not null).ToDictionary(text => text.Language, text => text.ToTexts()!));

    /// <summary>Paths of what stands twice.</summary>
    public IEnumerable<string> Repeated() => Carriers.Repeated(row => row.Name.Trim()).Select(name => $"carriers.{name}");

    private static string[]? Lines(string? text)
        => text.OrNull()?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

public sealed class CarrierRow
{
    public string Name { get; set; } = "";

    public string Address { get; set; } = "";
}

/// <param name="language">Its tag.</param>
/// <param name="name">In English.</param>
public sealed class TextForm(string language, string name, ShopTexts? known)
{
    public string Language { get; } = language;

    public string Name { get; } = name;

    public string? Tagline { get; set; } = known?.Tagline;

    public string? Imprint { get; set; } = known?.Imprint;

    public string? Privacy { get; set; } = known?.Privacy;

    public string? Terms { get; set; } = known?.Terms;

    public string? Returns { get; set; } = known?.Returns;

    public string? Shipping { get; set; } = known?.Shipping;

    /// <summary>Null where nothing is written.</summary>
    public ShopTexts? ToTexts()
    {
        var texts = new ShopTexts(
            Tagline.OrNull(), Imprint.OrNull(), Privacy.OrNull(), Terms.OrNull(), Returns.OrNull(), Shipping.OrNull());
        return texts == new ShopTexts(null, null, null, null, null, null) ? null : texts;
    }
}
