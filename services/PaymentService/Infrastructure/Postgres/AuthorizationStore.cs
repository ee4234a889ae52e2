using Dapper;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Postgres;

/// <summary>
/// Whose the authorisations are, and which order each pays for. One that no order takes is given up after <see cref="Lifetime"/>, so that
/// the shopper's bank holds no money for nothing.
/// </summary>
internal sealed class AuthorizationStore(NpgsqlDataSource database, TimeProvider timeProvider)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const string Insert = "INSERT INTO authorizations (token, user_id, created_at) VALUES (@token, @owner, @now)";

    private const string FindOwn = "SELECT EXISTS (SELECT FROM authorizations WHERE token = @token AND user_id = @owner)";

    private const string FindUsable = """
        SELECT EXISTS (SELECT FROM authorizations
            WHERE token = @token AND user_id = @owner AND order_id IS NULL AND cancel_at IS NULL)
        """;

    // The same order may ask again: its call is repeated when an answer was lost.
    private const string Claim = """
        UPDATE authorizations SET order_id = @order
        WHERE token = @token AND user_id = @owner AND cancel_at IS NULL AND (order_id IS NULL OR order_id = @order)
        """;

    private const string TakeUnused = """
        UPDATE authorizations SET cancel_at = @retryAt WHERE token = (
            SELECT token FROM authorizations
            WHERE order_id IS NULL AND created_at < @before AND (cancel_at IS NULL OR cancel_at <= @now)
            ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING token
        """;

    private const string Delete = "DELETE FROM authorizations WHERE token = @token";

    private const string Prune = "DELETE FROM authorizations WHERE order_id IS NOT NULL AND created_at < @before";

    // No order asks for its payment again after so long.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(1);

    public Task AddAsync(Guid owner, string token, CancellationToken cancellationToken)
        => ExecuteAsync(Insert, new { token, owner, now = timeProvider.GetUtcNow() }, cancellationToken);

    public Task<bool> IsOwnAsync(Guid owner, string token, CancellationToken cancellationToken)
        => QueryAsync<bool>(FindOwn, new { token, owner }, cancellationToken);

    /// <summary>Whether an order of this owner can take it.</summary>
    public Task<bool> IsUsableAsync(Guid owner, string token, CancellationToken cancellationToken)
        => QueryAsync<bool>(FindUsable, new { token, owner }, cancellationToken);

    /// <returns>False where it is somebody else's, another order's, or given up.</returns>
    public async Task<bool> ClaimAsync(Guid owner, string token, Guid order, CancellationToken cancellationToken)
        => await ExecuteAsync(Claim, new { token, owner, order }, cancellationToken) == 1;

    /// <summary>Takes one that no order wants any more, to be cancelled. It is taken again after a delay, unless it was deleted.</summary>
    public async Task<string?> TakeUnusedAsync(CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            TakeUnused, new { now, before = now - Lifetime, retryAt = now + RetryDelay }, cancellationToken: cancellationToken));
    }

    public Task DeleteAsync(string token, CancellationToken cancellationToken) => ExecuteAsync(Delete, new { token }, cancellationToken);

    /// <summary>Deletes those whose orders were settled long ago.</summary>
    public Task PruneAsync(CancellationToken cancellationToken)
        => ExecuteAsync(Prune, new { before = timeProvider.GetUtcNow() - Kept }, cancellationToken);

    private async Task<T?> QueryAsync<T>(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }

    private async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
