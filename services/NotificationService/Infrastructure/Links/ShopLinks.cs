using Microsoft.Extensions.Options;

namespace Ecommerce.NotificationService.Infrastructure.Links;

/// <summary>The links in messages.</summary>
internal sealed class ShopLinks(IOptions<ShopAddresses> options, UnsubscribeTokens tokens)
{
    private readonly string storefront = options.Value.Storefront.TrimEnd('/');
    private readonly string api = options.Value.Api.TrimEnd('/');

    public string Home => $"{storefront}/";

    public string Cart => $"{storefront}/cart";

    public string Order(Guid id) => $"{storefront}/orders/{id}";

    public string Product(Guid id) => $"{storefront}/products/{id}";

    public string Verify(string token) => $"{storefront}/account/verify?token={Uri.EscapeDataString(token)}";

    public string Reset(string token) => $"{storefront}/account/reset?token={Uri.EscapeDataString(token)}";

    /// <summary>Works without login, for as long as the account exists.</summary>
    public string Unsubscribe(Guid user, string kind, string language)
        => $"{api}/notifications/unsubscribe?token={tokens.Issue(user, kind)}&language={language}";
}
