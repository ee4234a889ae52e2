using System.Net;
using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Infrastructure.Sessions;

/// <summary>Renews access tokens, each refresh token once.</summary>
internal sealed class TokenRenewal(IAccountsApi accounts, SessionStore sessions, TimeProvider timeProvider)
{
    /// <summary>The session's access token, a new one if that expires.</summary>
    /// <param name="session">Whose.</param>
    /// <param name="refused">One that the API has refused although it has not expired.</param>
    /// <param name="cancellationToken">Of the call that needs it.</param>
    public async ValueTask<string> GetAsync(StaffSession session, string? refused, CancellationToken cancellationToken)
    {
        if (IsGood(session.Tokens, refused))
            return session.Tokens.Access;

        await session.Renewing.WaitAsync(cancellationToken);
        try
        {
            if (!IsGood(session.Tokens, refused))
                session.Tokens = await RenewAsync(session);
            return session.Tokens.Access;
        }
        finally
        {
            session.Renewing.Release();
        }
    }

    private bool IsGood(SessionTokens tokens, string? refused) => tokens.Access != refused && timeProvider.GetUtcNow() < tokens.RenewAt;

    // Not cancelled with the call: the refresh token is used from now on.
    private async Task<SessionTokens> RenewAsync(StaffSession session)
    {
        try
        {
            var issued = await accounts.RefreshAsync(new RefreshRequest(session.Tokens.Refresh), CancellationToken.None);
            return SessionTokens.From(issued, timeProvider.GetUtcNow());
        }
        // Too many calls say nothing of the session.
        catch (GatewayException refusal)
            when (refusal.Status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            sessions.End(session);
            throw;
        }
    }
}
