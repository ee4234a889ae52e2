using Ecommerce.BackOffice.Infrastructure.Api;
using Microsoft.AspNetCore.Components.Authorization;

namespace Ecommerce.BackOffice.Infrastructure.Sessions;

/// <summary>Proves again who has the page open: the session goes on with the token that the API answers.</summary>
internal sealed class Reauthentication(
    AuthenticationStateProvider authentication, SessionStore sessions, IOwnAccountApi account, TimeProvider timeProvider)
{
    public async Task ProveAsync(Proof proof)
    {
        var issued = await account.ReauthenticateAsync(proof, CancellationToken.None);
        if (sessions.Find((await authentication.GetAuthenticationStateAsync()).User) is not { } session)
            return;
        // A renewal meanwhile has the same time of the proof, and the refresh token that comes next.
        await session.Renewing.WaitAsync();
        try
        {
            session.Tokens = SessionTokens.From(
                new(issued.AccessToken, issued.ExpiresIn, session.Tokens.Refresh), timeProvider.GetUtcNow());
        }
        finally
        {
            session.Renewing.Release();
        }
    }
}
