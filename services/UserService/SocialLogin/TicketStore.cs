using Dapper;
using Ecommerce.UserService.OneTimeTokens;
using Npgsql;

namespace Ecommerce.UserService.SocialLogin;

internal sealed class TicketStore(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public async Task<DateTimeOffset> AddAsync(Ticket ticket, string provider, Uri redirectUri, CancellationToken cancellationToken)
    {
        var expiresAt = clock.GetUtcNow() + Lifetime;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO sign_in_tickets (hash, provider, redirect_uri, expires_at) VALUES (@hash, @provider, @redirectUri, @expiresAt)",
            new { hash = OpaqueToken.HashOf(ticket.Secret), provider, redirectUri = redirectUri.AbsoluteUri, expiresAt },
            cancellationToken: cancellationToken));
        return expiresAt;
    }

    /// <summary>Uses a ticket up, whatever comes of it; where its sign-in was to come back to, or null where it is unknown, used or expired.</summary>
    public async Task<string?> TakeAsync(Ticket ticket, string provider, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
            "DELETE FROM sign_in_tickets WHERE hash = @hash AND provider = @provider AND expires_at > @now RETURNING redirect_uri",
            new { hash = OpaqueToken.HashOf(ticket.Secret), provider, now = clock.GetUtcNow() }, cancellationToken: cancellationToken));
    }
}
