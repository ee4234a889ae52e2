using System.Net.Http.Headers;
using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Infrastructure.Settings;

/// <summary>Reads what the shop's owner has set: the same for everybody, so it is nobody's request.</summary>
internal sealed class ShopSettingsClient
{
    private readonly HttpClient http;

    public ShopSettingsClient(HttpClient http)
    {
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Ecommerce.Storefront", "1.0"));
        this.http = http;
    }

    /// <exception cref="HttpRequestException">The service does not answer.</exception>
    public async Task<ShopSettings> ReadAsync(CancellationToken cancellationToken)
    {
        var saved = await http.GetFromJsonAsync("/settings/shop", GatewayJson.Default.SavedShop, cancellationToken);
        return saved!.Settings;
    }
}
