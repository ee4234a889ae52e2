using Dapper;
using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Infrastructure.Keys;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <summary>The accounts whose older access tokens are refused although they have not expired.</summary>
internal sealed class AccountStateStore(NpgsqlDataSource database, IOptions<AccessTokenOptions> tokens, TimeProvider timeProvider)
    : IAccountStateSource
{
    // Tokens are taken for a little longer than they live: clocks differ.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<AccountState>> ReadAsync(CancellationToken cancellationToken)
    {
        var since = timeProvider.GetUtcNow() - TimeSpan.FromSeconds(tokens.Value.LifetimeSeconds) - Margin;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var states = await connection.QueryAsync<AccountState>(new CommandDefinition("""
            SELECT id AS user_id, access_version AS version FROM users WHERE access_changed_at > @since
            UNION ALL
            SELECT id, @erased FROM erased_users WHERE erased_at > @since
            """, new { since, erased = AccountState.Erased }, cancellationToken: cancellationToken));
        return states.AsList();
    }
}
