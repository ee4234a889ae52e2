using Microsoft.Extensions.Options;

namespace Ecommerce.NotificationService.Infrastructure.Links;

/// <summary>The links in messages.</summary>
internal sealed class ShopLinks(IOptions<ShopAddresses> options, UnsubscribeTokens tokens)
{
    private readonly string storefront = options.Value.Storefront.TrimEnd('/');
    private readonly string api = options.Value.Api.TrimEnd('/');

    public string Home => $"{storefront}/";

    public string Cart => $"{storefront}/cart";

    /// <param name="key">Null where its reader signs in.</param>
    public string Order(Guid id, string? key)
        => key is null ? $"{storefront}/orders/{id}" : $"{storefront}/orders/{id}?key={Uri.EscapeDataString(key)}";

    public string Product(Guid id) => $"{storefront}/products/{id}";

    public string Verify(string token) => $"{storefront}/account/verify?token={Uri.EscapeDataString(token)}";

    public string Reset(string token) => $"{storefront}/account/reset?token={Uri.EscapeDataString(token)}";

    /// <summary>Works without login, for as long as the account exists.</summary>
    public string Unsubscribe(Guid user, string kind, string language)
        => $"{api}/notifications/unsubscribe?token={tokens.Issue(user, kind)}&language={language}";
}
