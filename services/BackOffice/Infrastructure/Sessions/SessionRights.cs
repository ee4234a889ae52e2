using Ecommerce.BackOffice.Infrastructure.Api;
using Microsoft.AspNetCore.Components.Authorization;

namespace Ecommerce.BackOffice.Infrastructure.Sessions;

/// <summary>What the session of whoever has the page open allows.</summary>
internal sealed class SessionRights(AuthenticationStateProvider authentication, SessionStore sessions, TokenRenewal renewal)
{
    /// <summary>Whether the account has to set up two-factor sign-in before it can do anything else.</summary>
    public async Task<bool> LackTwoFactorAsync() => await FindAsync() is { LacksTwoFactor: true };

    /// <summary>Gets a token of what the account may do now.</summary>
    /// <returns>Whether there is one.</returns>
    public async Task<bool> RenewAsync()
    {
        if (await FindAsync() is not { } session)
            return false;
        try
        {
            await renewal.GetAsync(session, session.Tokens.Access, CancellationToken.None);
            return true;
        }
        catch (Exception failure) when (failure is HttpRequestException or GatewayException)
        {
            return false;
        }
    }

    private async Task<StaffSession?> FindAsync() => sessions.Find((await authentication.GetAuthenticationStateAsync()).User);
}
