using Dapper;
using Ecommerce.UserService.Domain.Attempts;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <summary>Counts attempts before they are made, so that parallel attempts are limited like sequential ones.</summary>
internal sealed class AttemptStore(NpgsqlDataSource database, TimeProvider timeProvider)
{
    /// <summary>Counts one attempt in one statement. Null if it is allowed, otherwise the time to wait.</summary>
    /// <param name="connection">Inside or outside of a transaction.</param>
    public async Task<TimeSpan?> CountAsync(
        NpgsqlConnection connection, AttemptLimit limit, string subject, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var key = limit.Key(subject);
        var counted = await connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO attempts AS known (key, count, since, held_until)
            VALUES (@key, 1, @now, @now + attempt_delay(1, @FreeAttempts, @FirstDelay, @MaxDelay))
            ON CONFLICT (key) DO UPDATE SET (count, since, held_until) = (
                SELECT next.count, next.since, @now + attempt_delay(next.count, @FreeAttempts, @FirstDelay, @MaxDelay)
                FROM (
                    SELECT known.count + 1 AS count, known.since WHERE known.since + @Window > @now
                    UNION ALL
                    SELECT 1, @now WHERE known.since + @Window <= @now
                ) next)
            WHERE known.held_until IS NULL OR known.held_until <= @now
            """,
            new { key, now, limit.FreeAttempts, limit.FirstDelay, limit.MaxDelay, limit.Window }, cancellationToken: cancellationToken));
        if (counted > 0)
            return null;

        var heldUntil = await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition(
            "SELECT held_until FROM attempts WHERE key = @key", new { key }, cancellationToken: cancellationToken));
        return (heldUntil ?? now.UtcDateTime) - now.UtcDateTime;
    }

    /// <inheritdoc cref="CountAsync(NpgsqlConnection, AttemptLimit, string, CancellationToken)"/>
    public async Task<TimeSpan?> CountAsync(AttemptLimit limit, string subject, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await CountAsync(connection, limit, subject, cancellationToken);
    }

    /// <summary>The time that an attempt would wait now, without counting one; null: none.</summary>
    public async Task<TimeSpan?> FindWaitAsync(AttemptLimit limit, string subject, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var heldUntil = await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition(
            "SELECT held_until FROM attempts WHERE key = @key AND held_until > @now", new { key = limit.Key(subject), now },
            cancellationToken: cancellationToken));
        return heldUntil - now.UtcDateTime;
    }

    /// <summary>How many attempts were counted.</summary>
    /// <param name="connection">In the transaction of a counted attempt: others wait until it ends.</param>
    public static Task<int> CountedAsync(
        NpgsqlConnection connection, AttemptLimit limit, string subject, CancellationToken cancellationToken)
        => connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "SELECT count FROM attempts WHERE key = @key", new { key = limit.Key(subject) }, cancellationToken: cancellationToken));

    /// <summary>Reverts one attempt that was not made or that succeeded.</summary>
    public async Task RevertAsync(AttemptLimit limit, string subject, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE attempts SET count = greatest(count - 1, 0), held_until = NULL WHERE key = @key",
            new { key = limit.Key(subject) }, cancellationToken: cancellationToken));
    }

    public async Task ResetAsync(AttemptLimit limit, string subject, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM attempts WHERE key = @key", new { key = limit.Key(subject) }, cancellationToken: cancellationToken));
    }
}
