using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Ecommerce.BackOffice.Infrastructure.Api;
using Microsoft.Extensions.Options;

namespace Ecommerce.BackOffice.Infrastructure.Sessions;

/// <summary>Who is signed in.</summary>
internal sealed class SessionStore(TimeProvider timeProvider, IOptions<SessionOptions> options)
{
    private readonly ConcurrentDictionary<string, StaffSession> sessions = new();

    public StaffSession Open(IssuedTokens tokens, string email, string clientAddress)
    {
        RemoveIdle();
        var id = RandomNumberGenerator.GetHexString(32);
        var session = new StaffSession(id, email, clientAddress) { Tokens = SessionTokens.From(tokens, timeProvider.GetUtcNow()) };
        session.Touch(timeProvider.GetTimestamp());
        return sessions[id] = session;
    }

    /// <summary>Null for somebody whose session has ended, or who did nothing for too long.</summary>
    public StaffSession? Find(ClaimsPrincipal person)
        => person.FindFirstValue(StaffSession.IdClaim) is { } id && sessions.TryGetValue(id, out var session) && !IsIdle(session)
            ? session
            : null;

    /// <summary>Somebody did something.</summary>
    public void Touch(ClaimsPrincipal person) => Find(person)?.Touch(timeProvider.GetTimestamp());

    public void End(StaffSession session) => sessions.TryRemove(session.Id, out _);

    private bool IsIdle(StaffSession session) => session.IdleFor(timeProvider) > options.Value.IdleTimeout;

    private void RemoveIdle()
    {
        foreach (var session in sessions.Values.Where(IsIdle))
            End(session);
    }
}
