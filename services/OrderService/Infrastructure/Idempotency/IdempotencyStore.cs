using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Idempotency;

/// <summary>Keeps keys in the database of the command itself, so that a response and its command commit together.</summary>
internal sealed class IdempotencyStore(NpgsqlDataSource database, TimeProvider timeProvider, IOptions<IdempotencyOptions> options)
{
    // One statement takes a new key, or one whose holder died: two callers cannot both get it. A claim that is lost in a crash of the
    // database is one whose command was not committed either, so it need not wait for the disk.
    private const string Claim = """
        INSERT INTO idempotency_keys (user_id, key, request_hash, claim, leased_until, created_at)
        SELECT @UserId, @Key, @Fingerprint, @claim, @leasedUntil, @now FROM set_config('synchronous_commit', 'off', true)
        ON CONFLICT (user_id, key) DO UPDATE
            SET claim = excluded.claim, leased_until = excluded.leased_until
            WHERE idempotency_keys.status IS NULL
                AND idempotency_keys.leased_until < @now
                AND idempotency_keys.request_hash = excluded.request_hash
        """;

    private const string Find = """
        SELECT request_hash, status, location, body FROM idempotency_keys WHERE user_id = @UserId AND key = @Key
        """;

    private const string Complete = """
        UPDATE idempotency_keys SET status = @Status, location = @Location, body = @Body
        WHERE user_id = @UserId AND key = @Key AND claim = @claim AND status IS NULL
        """;

    private const string Release = """
        DELETE FROM idempotency_keys WHERE user_id = @UserId AND key = @Key AND claim = @claim AND status IS NULL
        """;

    private const string Prune = "DELETE FROM idempotency_keys WHERE created_at < @before";

    public async Task<bool> TryClaimAsync(IdempotentRequest request, Guid claim, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var leasedUntil = now + options.Value.Lease;
        var parameters = new { request.UserId, request.Key, request.Fingerprint, claim, leasedUntil, now };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new(Claim, parameters, cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>The request that has the key; null where it was released meanwhile.</summary>
    public async Task<StoredRequest?> FindAsync(IdempotentRequest request, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new(Find, new { request.UserId, request.Key }, cancellationToken: cancellationToken));
        if (row is null)
            return null;
        var isSame = request.Fingerprint.AsSpan().SequenceEqual(row.RequestHash);
        return new(isSame, row.Status is { } status ? new(status, row.Location, row.Body!) : null);
    }

    /// <summary>Stores the response in the transaction of the command; false when a repetition has taken over the key.</summary>
    public static async Task<bool> TryCompleteAsync(
        NpgsqlTransaction transaction, IdempotentRequest request, Guid claim, StoredResponse response, CancellationToken cancellationToken)
    {
        var parameters = new { request.UserId, request.Key, claim, response.Status, response.Location, response.Body };
        return await transaction.Connection!.ExecuteAsync(
            new(Complete, parameters, transaction, cancellationToken: cancellationToken)) == 1;
    }

    public async Task ReleaseAsync(IdempotentRequest request, Guid claim)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(Release, new { request.UserId, request.Key, claim });
    }

    public async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        var before = timeProvider.GetUtcNow() - options.Value.Retention;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new(Prune, new { before }, cancellationToken: cancellationToken));
    }

    private sealed class Row
    {
        public byte[] RequestHash { get; init; } = [];
        public int? Status { get; init; }
        public string? Location { get; init; }
        public string? Body { get; init; }
    }
}

/// <param name="Response">Null while the request runs.</param>
internal sealed record StoredRequest(bool IsSame, StoredResponse? Response);
