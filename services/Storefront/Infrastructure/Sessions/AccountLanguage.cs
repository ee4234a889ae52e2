using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;

namespace Ecommerce.Storefront.Infrastructure.Sessions;

/// <summary>
/// The language of an account: its mails have it, and the shop where somebody signs in. The shop does without knowing it.
/// </summary>
internal sealed class AccountLanguage(GatewayClient gateway, Session session, IHttpContextAccessor accessor)
{
    private const string Me = "/users/me";

    /// <summary>
    /// After a sign-in: this browser keeps the account's language. An account without one gets that of the page, unless it is the default.
    /// </summary>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        var account = await OptionalPart.ReadAsync<Account>(
            async token => await gateway.GetAsync<Account>(Me, session.AccessToken, token), cancellationToken);
        if (Language.Find(account?.Locale) is { } language)
            accessor.HttpContext?.KeepLanguage(language);
        else if (account is { Locale: null } && Language.Current != Language.English)
            await SetAsync(Language.Current, cancellationToken);
    }

    public async Task SetAsync(Language language, CancellationToken cancellationToken)
        => await OptionalPart.ReadAsync<string>(
            async token =>
            {
                await gateway.SendAsync(HttpMethod.Patch, Me, new LanguageChange(language.Tag), session.AccessToken, token);
                return null;
            },
            cancellationToken);
}
