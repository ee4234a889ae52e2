using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Infrastructure.Accounts;

/// <summary>This shopper's account at user-service.</summary>
internal sealed class AccountApi(GatewayClient gateway, Session session)
{
    private const string Me = "/users/me";

    public Task<Account> ReadAsync(CancellationToken cancellationToken)
        => gateway.GetAsync<Account>(Me, session.AccessToken, cancellationToken);

    public async Task<IReadOnlyList<SavedAddress>> AddressesAsync(CancellationToken cancellationToken)
        => (await gateway.GetAsync<Page<SavedAddress>>($"{Me}/addresses", session.AccessToken, cancellationToken)).Items;

    public async Task<IReadOnlyList<SignIn>> SignInsAsync(CancellationToken cancellationToken)
        => (await gateway.GetAsync<Page<SignIn>>($"{Me}/sessions?limit=50", session.AccessToken, cancellationToken)).Items;

    public Task<string> ExportAsync(CancellationToken cancellationToken)
        => gateway.GetTextAsync($"{Me}/export", session.AccessToken, cancellationToken);

    /// <param name="path">Under the account's own, such as <c>/addresses</c>.</param>
    /// <returns>Null where it is done; what was wrong otherwise.</returns>
    public Task<Problem?> SendAsync<TBody>(HttpMethod method, string path, TBody body, CancellationToken cancellationToken)
        => CorrectableAsync(() => gateway.SendAsync(method, Me + path, body, session.AccessToken, cancellationToken));

    /// <inheritdoc cref="SendAsync{TBody}"/>
    public Task<Problem?> SendAsync(HttpMethod method, string path, CancellationToken cancellationToken)
        => CorrectableAsync(() => gateway.SendAsync(method, Me + path, session.AccessToken, cancellationToken));

    /// <summary>This browser stays known to the account.</summary>
    /// <returns>Null where it is done; what was wrong otherwise.</returns>
    public Task<Problem?> ChangePasswordAsync(
        string currentPassword, string newPassword, string? code, CancellationToken cancellationToken)
        => CorrectableAsync(async () =>
        {
            var change = new PasswordChange(currentPassword, newPassword, session.DeviceToken, code);
            var changed = await gateway.SendAsync<PasswordChange, ChangedPassword>(
                HttpMethod.Post, $"{Me}/password", change, session.AccessToken, cancellationToken);
            session.KeepDevice(changed.DeviceToken);
        });

    private static async Task<Problem?> CorrectableAsync(Func<Task> send)
    {
        try
        {
            await send();
            return null;
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 400 or 403 or 404 or 409 or 422 or 429)
        {
            return refusal.Problem;
        }
    }
}
