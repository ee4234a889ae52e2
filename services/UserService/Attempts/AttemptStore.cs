using Dapper;
using Npgsql;

namespace Ecommerce.UserService.Attempts;

/// <summary>Counts attempts before they are made, so that many at once are not more than their number one after another.</summary>
internal sealed class AttemptStore(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Counts one attempt and tells whether it may be made, in one statement; null if so, else how long to wait.</summary>
    /// <param name="connection">In the midst of a transaction or not.</param>
    public async Task<TimeSpan?> CountAsync(NpgsqlConnection connection, AttemptLimit limit, string who, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var key = limit.Key(who);
        var counted = await connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO attempts AS known (key, count, since, held_until)
            VALUES (@key, 1, @now, @now + attempt_delay(1, @Free, @First, @Longest))
            ON CONFLICT (key) DO UPDATE SET (count, since, held_until) = (
                SELECT next.count, next.since, @now + attempt_delay(next.count, @Free, @First, @Longest)
                FROM (
                    SELECT known.count + 1 AS count, known.since WHERE known.since + @Window > @now
                    UNION ALL
                    SELECT 1, @now WHERE known.since + @Window <= @now
                ) next)
            WHERE known.held_until IS NULL OR known.held_until <= @now
            """,
            new { key, now, limit.Free, limit.First, limit.Longest, limit.Window }, cancellationToken: cancellationToken));
        if (counted > 0)
            return null;

        var heldUntil = await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition(
            "SELECT held_until FROM attempts WHERE key = @key", new { key }, cancellationToken: cancellationToken));
        return (heldUntil ?? now.UtcDateTime) - now.UtcDateTime;
    }

    /// <inheritdoc cref="CountAsync(NpgsqlConnection, AttemptLimit, string, CancellationToken)"/>
    public async Task<TimeSpan?> CountAsync(AttemptLimit limit, string who, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await CountAsync(connection, limit, who, cancellationToken);
    }

    /// <summary>Takes one attempt back: it was none, or it was right.</summary>
    public async Task TakeBackAsync(AttemptLimit limit, string who, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE attempts SET count = greatest(count - 1, 0), held_until = NULL WHERE key = @key",
            new { key = limit.Key(who) }, cancellationToken: cancellationToken));
    }

    public async Task ForgetAsync(AttemptLimit limit, string who, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM attempts WHERE key = @key", new { key = limit.Key(who) }, cancellationToken: cancellationToken));
    }
}
