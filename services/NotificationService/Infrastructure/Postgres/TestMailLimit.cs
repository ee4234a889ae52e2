using Dapper;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Postgres;

/// <summary>How many test mails somebody may send within an hour.</summary>
internal sealed class TestMailLimit(NpgsqlDataSource database, TimeProvider timeProvider)
{
    public const int MaxPerHour = 20;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    // Affects no row where there were too many in this hour.
    private const string Count = """
        INSERT INTO test_mails AS t (user_id, sent, since) VALUES (@user, 1, @now)
        ON CONFLICT (user_id) DO UPDATE SET
            sent = CASE WHEN t.since < @hourAgo THEN 1 ELSE t.sent + 1 END,
            since = CASE WHEN t.since < @hourAgo THEN @now ELSE t.since END
        WHERE t.since < @hourAgo OR t.sent < @MaxPerHour
        """;

    /// <summary>Counts one more; false where that is one too many.</summary>
    public async Task<bool> TryCountAsync(Guid user, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(
            new CommandDefinition(Count, new { user, now, hourAgo = now - Window, MaxPerHour }, cancellationToken: cancellationToken)) == 1;
    }
}
