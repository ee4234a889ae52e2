using Dapper;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Wishes;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal enum WishOutcome
{
    Done,

    /// <summary>There is no active account.</summary>
    NoAccount,

    TooMany,
}

/// <summary>The wish lists of accounts; they are deleted with them.</summary>
internal sealed class WishListStore(NpgsqlDataSource database, TimeProvider timeProvider)
{
    public const int MaxProducts = 100;

    // One addition at a time: the limit concerns the whole list.
    private const string LockOwner = "SELECT id FROM users WHERE id = @userId AND disabled_at IS NULL FOR NO KEY UPDATE";

    private const string CountOthers = "SELECT count(*)::int FROM wishes WHERE user_id = @userId AND product_id <> @productId";

    private const string Insert = """
        INSERT INTO wishes (user_id, product_id, added_at) VALUES (@userId, @productId, @now) ON CONFLICT DO NOTHING
        """;

    private const string List = """
        SELECT product_id, added_at FROM wishes WHERE user_id = @userId ORDER BY added_at DESC, product_id DESC
        """;

    private const string Delete = "DELETE FROM wishes WHERE user_id = @userId AND product_id = @productId";

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<WishedProduct>> ListAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<WishedProduct>(Command(List, new { userId }, cancellationToken))).AsList();
    }

    public Task<WishOutcome> AddAsync(Guid userId, Guid productId, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var connection = transaction.Connection!;
            var wish = new { userId, productId, now = timeProvider.GetUtcNow() };
            if (await connection.ExecuteScalarAsync<Guid?>(Command(LockOwner, wish, token, transaction)) is null)
                return WishOutcome.NoAccount;
            if (await connection.ExecuteScalarAsync<int>(Command(CountOthers, wish, token, transaction)) >= MaxProducts)
                return WishOutcome.TooMany;
            await connection.ExecuteAsync(Command(Insert, wish, token, transaction));
            return WishOutcome.Done;
        }, cancellationToken);

    public async Task RemoveAsync(Guid userId, Guid productId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(Command(Delete, new { userId, productId }, cancellationToken));
    }

    private static CommandDefinition Command(
        string sql, object parameters, CancellationToken cancellationToken, NpgsqlTransaction? transaction = null)
        => new(sql, parameters, transaction, cancellationToken: cancellationToken);
}
