using Dapper;
using Ecommerce.UserService.Domain.Accounts;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <summary>
/// Guests whose time is over and who are signed in nowhere. They are erased like everybody else, so that the other services forget them,
/// too.
/// </summary>
internal sealed class ExpiredGuests(
    NpgsqlDataSource database, AccountErasure erasure, IOptions<RetentionOptions> options, TimeProvider timeProvider)
{
    // The next run erases the others.
    private const int BatchSize = 1_000;

    /// <returns>The number of erased guests.</returns>
    public async Task<int> EraseAsync(CancellationToken cancellationToken)
    {
        var erased = 0;
        foreach (var guest in await FindAsync(cancellationToken))
        {
            if (await erasure.EraseAsync(guest, cancellationToken) is ErasureOutcome.Done)
                erased++;
        }

        return erased;
    }

    private async Task<List<Credential>> FindAsync(CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var guests = await connection.QueryAsync<Credential>(new CommandDefinition($"""
            {CredentialStore.Select}
            WHERE email IS NULL AND created_at < @until AND NOT EXISTS (
                SELECT FROM refresh_families family
                WHERE family.user_id = users.id AND family.ended_at IS NULL AND family.expires_at > @now)
            ORDER BY created_at
            LIMIT @BatchSize
            """, new { now, until = now - options.Value.Guests, BatchSize }, cancellationToken: cancellationToken));
        return guests.AsList();
    }
}
