using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <summary>Rows that are kept for a limited time only.</summary>
internal sealed class ExpiredRows(NpgsqlDataSource database, IOptions<RetentionOptions> options, TimeProvider timeProvider)
{
    // Small batches: no long locks, and no long transaction that holds back vacuum.
    private const int BatchSize = 1_000;

    /// <summary>Tables and the condition of their expired rows: @now, and for the audit trail @auditFrom.</summary>
    private static readonly (string Table, string Expired)[] Tables =
    [
        // A family with all its tokens: reuse is detected as long as any of them could be used.
        ("refresh_families", "expires_at < @now"),
        ("one_time_tokens", "expires_at < @now"),
        // Listed for a while after the link has ended, to be sent again.
        ("staff_invitations", "expires_at < @now - INTERVAL '30 days'"),
        ("sign_in_tickets", "expires_at < @now"),
        ("attempts", "since < @now - INTERVAL '1 day' AND coalesce(held_until, since) < @now"),
        ("audit_entries", "at < @auditFrom"),
    ];

    /// <returns>The number of deleted rows.</returns>
    public async Task<int> DeleteAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        foreach (var (table, expired) in Tables)
            total += await DeleteAsync(connection, table, expired, cancellationToken);
        return total;
    }

    private async Task<int> DeleteAsync(NpgsqlConnection connection, string table, string expired, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var total = 0;
        int deleted;
        do
        {
            deleted = await connection.ExecuteAsync(new CommandDefinition(
                $"DELETE FROM {table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM {table} WHERE {expired} LIMIT @BatchSize))",
                new { now, auditFrom = now - options.Value.Audit, BatchSize }, cancellationToken: cancellationToken));
            total += deleted;
        }
        while (deleted == BatchSize);

        return total;
    }
}
