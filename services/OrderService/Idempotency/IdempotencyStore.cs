using System.Data;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.OrderService.Idempotency;

/// <summary>Claims keys in the database of the work itself, so that an answer and its work commit together.</summary>
internal sealed class IdempotencyStore(NpgsqlDataSource database, TimeProvider time, IOptions<IdempotencyOptions> options)
{
    // One statement: a new key, or a claim whose holder died. Two callers cannot both get a row. A claim lost in a crash of the
    // database is one whose work was not committed either: it need not wait for the disk.
    private const string Claim = """
        insert into idempotency_keys (user_id, key, request_hash, claim, leased_until, created_at)
        select @user_id, @key, @hash, @claim, @leased_until, @now from set_config('synchronous_commit', 'off', true)
        on conflict (user_id, key) do update
            set claim = excluded.claim, leased_until = excluded.leased_until
            where idempotency_keys.status is null
                and idempotency_keys.leased_until < @now
                and idempotency_keys.request_hash = excluded.request_hash
        """;

    private const string Find = "select request_hash, status, location, body from idempotency_keys where user_id = @user_id and key = @key";

    private const string Complete = """
        update idempotency_keys set status = @status, location = @location, body = @body
        where user_id = @user_id and key = @key and claim = @claim and status is null
        """;

    private const string Release = "delete from idempotency_keys where user_id = @user_id and key = @key and claim = @claim and status is null";

    private const string Prune = "delete from idempotency_keys where created_at < @before";

    public async Task<bool> TryClaimAsync(IdempotentRequest request, Guid claim, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = database.CreateCommand(Claim);
        command.Parameters.AddRange(Of(request, claim));
        command.Parameters.AddWithValue("hash", request.Hash);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("leased_until", now + options.Value.Lease);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Who has the key: null when nobody has it any more; its answer is null while it runs.</summary>
    public async Task<(bool SameRequest, StoredAnswer? Answer)?> FindAsync(IdempotentRequest request, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Find);
        command.Parameters.AddWithValue("user_id", request.UserId);
        command.Parameters.AddWithValue("key", request.Key);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        var same = request.Hash.AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(0));
        return (same, reader.IsDBNull(1) ? null : new(reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetString(3)));
    }

    /// <summary>Stores the answer through the transaction of the work; false when the claim was lost to a repetition.</summary>
    public static async Task<bool> TryCompleteAsync(
        NpgsqlTransaction transaction, IdempotentRequest request, Guid claim, StoredAnswer answer, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Complete, transaction.Connection, transaction);
        command.Parameters.AddRange(Of(request, claim));
        command.Parameters.AddWithValue("status", answer.Status);
        command.Parameters.AddWithValue("location", (object?)answer.Location ?? DBNull.Value);
        command.Parameters.AddWithValue("body", answer.Body);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public async Task ReleaseAsync(IdempotentRequest request, Guid claim)
    {
        await using var command = database.CreateCommand(Release);
        command.Parameters.AddRange(Of(request, claim));
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    public async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Prune);
        command.Parameters.AddWithValue("before", time.GetUtcNow() - options.Value.Retention);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter[] Of(IdempotentRequest request, Guid claim)
        => [new("user_id", request.UserId), new("key", request.Key), new("claim", claim)];
}
