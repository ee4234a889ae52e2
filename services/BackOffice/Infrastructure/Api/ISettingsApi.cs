using System.Text.Json;
using Ecommerce.Contracts;
using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

// Of order-service. Records are public because components are.

internal interface ISettingsApi
{
    [Get("/settings/shipping")]
    Task<SavedSettings<ShippingSettings>> ReadShippingAsync(CancellationToken cancellationToken);

    [Put("/settings/shipping")]
    Task<SavedSettings<ShippingSettings>> SaveShippingAsync(
        [Body] ShippingSettings settings, [Header("If-Match")] string version, CancellationToken cancellationToken);

    [Get("/settings/taxes")]
    Task<SavedSettings<TaxSettings>> ReadTaxesAsync(CancellationToken cancellationToken);

    [Put("/settings/taxes")]
    Task<SavedSettings<TaxSettings>> SaveTaxesAsync(
        [Body] TaxSettings settings, [Header("If-Match")] string version, CancellationToken cancellationToken);

    [Get("/settings/shop")]
    Task<SavedSettings<ShopSettings>> ReadShopAsync(CancellationToken cancellationToken);

    [Put("/settings/shop")]
    Task<SavedSettings<ShopSettings>> SaveShopAsync(
        [Body] ShopSettings settings, [Header("If-Match")] string version, CancellationToken cancellationToken);

    [Get("/settings/{name}/history")]
    Task<Page<SettingsChange>> ListChangesAsync(string name, string? after, int limit, CancellationToken cancellationToken);

    [Post("/settings/preview")]
    Task<PricePreview> PreviewAsync([Body] PreviewQuestion question, CancellationToken cancellationToken);
}

/// <param name="Version">0: as the shop was deployed.</param>
public sealed record SavedSettings<T>(long Version, T Settings)
{
    public string Tag => VersionTag.Of(Version);
}

public sealed record ShippingSettings(IReadOnlyDictionary<string, MethodSettings> Methods);

public sealed record MethodSettings(
    string? Name, string? Description, int? MinDays, int? MaxDays, bool NeedsAddress,
    IReadOnlyDictionary<string, MethodText>? Translations,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, RateSettings>>? Rates);

public sealed record MethodText(string? Name, string? Description);

/// <param name="Price">Null where nobody has typed one: it is refused.</param>
public sealed record RateSettings(decimal? Price, decimal? FreeFrom);

public sealed record TaxSettings(bool TaxIncluded, bool TaxShipping, IReadOnlyDictionary<string, TaxRateSettings> Taxes);

/// <param name="Rate">A fraction; null where nobody has typed one: it is refused.</param>
public sealed record TaxRateSettings(decimal? Rate, IReadOnlyDictionary<string, decimal?>? Categories);

public sealed record SettingsChange(long Version, DateTimeOffset At, Guid ActorId, JsonElement Before, JsonElement After);

/// <param name="Shipping">Null: as saved.</param>
/// <param name="Taxes">The same.</param>
public sealed record PreviewQuestion(ShippingSettings? Shipping, TaxSettings? Taxes, string Country, Money Goods, string? Category);

public sealed record PricePreview(IReadOnlyList<PreviewedMethod> Methods);

public sealed record PreviewedMethod(string Id, string Name, Money Shipping, Money Tax, Money TaxIncluded, Money Total);

/// <summary>What the shop says about itself; null is as the shop was deployed.</summary>
public sealed record ShopSettings(
    string? Name, string? Company, IReadOnlyList<string>? Address, string? Email, string? VatId,
    IReadOnlyDictionary<string, string>? Carriers, int? ReturnDays, string? TimeZone, IReadOnlyDictionary<string, ShopTexts>? Texts);

public sealed record ShopTexts(string? Tagline, string? Imprint, string? Privacy, string? Terms, string? Returns, string? Shipping);
