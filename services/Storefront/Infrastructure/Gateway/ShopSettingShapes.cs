namespace Ecommerce.Storefront.Infrastructure.Gateway;

/// <param name="Version">0: nobody has changed them.</param>
internal sealed record SavedShop(long Version, ShopSettings Settings);

/// <summary>What the shop's owner has set; null where the configuration counts.</summary>
internal sealed record ShopSettings(
    string? Name, string? Company, IReadOnlyList<string>? Address, string? Email, string? VatId,
    IReadOnlyDictionary<string, string>? Carriers, int ReturnDays, string? TimeZone, IReadOnlyDictionary<string, WrittenTexts>? Texts);
