using Dapper;
using Ecommerce.UserService.Domain.SocialLogin;
using Ecommerce.UserService.Domain.Tokens;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal sealed class SignInTicketStore(NpgsqlDataSource database, TimeProvider timeProvider)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public async Task<DateTimeOffset> AddAsync(SignInTicket ticket, string provider, Uri redirectUri, CancellationToken cancellationToken)
    {
        var expiresAt = timeProvider.GetUtcNow() + Lifetime;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO sign_in_tickets (hash, provider, redirect_uri, expires_at) VALUES (@hash, @provider, @redirectUri, @expiresAt)",
            new { hash = OpaqueToken.HashOf(ticket.Secret), provider, redirectUri = redirectUri.AbsoluteUri, expiresAt },
            cancellationToken: cancellationToken));
        return expiresAt;
    }

    /// <summary>Deletes the ticket and returns its redirect address; null where it is unknown, used or expired.</summary>
    public async Task<string?> RedeemAsync(SignInTicket ticket, string provider, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
            "DELETE FROM sign_in_tickets WHERE hash = @hash AND provider = @provider AND expires_at > @now RETURNING redirect_uri",
            new { hash = OpaqueToken.HashOf(ticket.Secret), provider, now = timeProvider.GetUtcNow() },
            cancellationToken: cancellationToken));
    }
}
