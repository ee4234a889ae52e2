using Microsoft.Extensions.Options;

namespace Ecommerce.NotificationService.Infrastructure.Links;

/// <summary>The links in messages.</summary>
internal sealed class ShopLinks(IOptions<ShopAddresses> options, UnsubscribeTokens tokens)
{
    private readonly string storefront = options.Value.Storefront.TrimEnd('/');
    private readonly string backOffice = options.Value.BackOffice.TrimEnd('/');
    private readonly string api = options.Value.Api.TrimEnd('/');

    public string Home(string language) => $"{Shop(language)}/";

    public string Cart(string language) => $"{Shop(language)}/cart";

    /// <param name="key">Null where its reader signs in.</param>
    public string Order(Guid id, string? key, string language) => $"{Shop(language)}/orders/{id}{Query(key)}";

    /// <summary>The label for the parcel of an approved return.</summary>
    /// <inheritdoc cref="Order"/>
    public string Label(Guid order, Guid returned, string? key, string language)
        => $"{Shop(language)}/orders/{order}/returns/{returned}/label{Query(key)}";

    public string Product(Guid id, string language) => $"{Shop(language)}/products/{id}";

    public string Verify(string token, string language) => $"{Shop(language)}/account/verify?token={Uri.EscapeDataString(token)}";

    public string Reset(string token, string language) => $"{Shop(language)}/account/reset?token={Uri.EscapeDataString(token)}";

    /// <summary>The back office speaks the browser's language.</summary>
    public string Invitation(string token) => $"{backOffice}/invitation?token={Uri.EscapeDataString(token)}";

    /// <summary>Works without login, for as long as the account exists.</summary>
    public string Unsubscribe(Guid user, string kind, string language)
        => $"{api}/notifications/unsubscribe?token={tokens.Issue(user, kind)}&language={language}";

    private static string Query(string? key) => key is null ? "" : $"?key={Uri.EscapeDataString(key)}";

    /// <summary>The storefront's pages in other languages than English stand below the language's tag.</summary>
    private string Shop(string language) => language == "en" ? storefront : $"{storefront}/{language}";
}
