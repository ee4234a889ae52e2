using Dapper;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Postgres;

/// <summary>How many authorisations an account may ask for: whoever tries stolen cards needs many, and at once.</summary>
internal sealed class AuthorizationLimit(NpgsqlDataSource database, TimeProvider timeProvider)
{
    // Calls of one account wait for each other: each counts those before it.
    private const string LockUser = "SELECT pg_advisory_xact_lock(hashtext('authorization-attempts'), hashtext(@owner::text))";

    private const string FindLimiting = """
        SELECT created_at FROM authorization_attempts WHERE user_id = @owner AND created_at > @since
        ORDER BY created_at DESC OFFSET @others LIMIT 1
        """;

    private const string Insert = "INSERT INTO authorization_attempts (user_id, created_at) VALUES (@owner, @now)";

    // Calls at the same time give back one each.
    private const string DeleteLast = """
        DELETE FROM authorization_attempts WHERE ctid = (
            SELECT ctid FROM authorization_attempts WHERE user_id = @owner ORDER BY created_at DESC LIMIT 1 FOR UPDATE SKIP LOCKED)
        """;

    private const string Prune = "DELETE FROM authorization_attempts WHERE created_at < @before";

    private const int MaxPerWindow = 10;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Counts an attempt of the owner.</summary>
    /// <returns>Null where it may be made; else how long the owner has to wait, and nothing is counted.</returns>
    public Task<TimeSpan?> TryTakeAsync(Guid owner, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var connection = transaction.Connection!;
            await connection.ExecuteAsync(Command(LockUser, new { owner }, transaction, token));
            // Read under the lock: whoever waited for it comes later.
            var now = timeProvider.GetUtcNow();
            var limiting = await connection.ExecuteScalarAsync<DateTime?>(
                Command(FindLimiting, new { owner, since = now - Window, others = MaxPerWindow - 1 }, transaction, token));
            if (limiting is { } taken)
                return taken + Window - now.UtcDateTime;
            await connection.ExecuteAsync(Command(Insert, new { owner, now }, transaction, token));
            return (TimeSpan?)null;
        }, cancellationToken);

    /// <summary>An attempt does not count where the provider was down: no bank was asked.</summary>
    public async Task GiveBackAsync(Guid owner, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(DeleteLast, new { owner }, cancellationToken: cancellationToken));
    }

    /// <summary>Deletes attempts that count no more.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            Prune, new { before = timeProvider.GetUtcNow() - Window }, cancellationToken: cancellationToken));
    }

    private static CommandDefinition Command(
        string sql, object parameters, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => new(sql, parameters, transaction, cancellationToken: cancellationToken);
}
