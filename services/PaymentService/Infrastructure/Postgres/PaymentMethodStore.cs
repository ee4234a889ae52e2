using Dapper;
using Ecommerce.PaymentService.Domain;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Postgres;

/// <summary>
/// The payment methods that users have saved. A removed one disappears for its owner at once; its row stays, without what describes the
/// card, until it is detached at the provider.
/// </summary>
internal sealed class PaymentMethodStore(NpgsqlDataSource database, IPaymentProvider provider, TimeProvider timeProvider)
{
    // A card that is saved already is not saved again: its first token may have an order to pay for, and stays.
    private const string Insert = """
        WITH same AS (
            SELECT id FROM payment_methods
            WHERE user_id = @owner AND provider = @Name AND brand = @Brand AND last4 = @Last4
                AND expiry_month = @ExpiryMonth AND expiry_year = @ExpiryYear AND forget_at IS NULL
            LIMIT 1),
        added AS (
            INSERT INTO payment_methods (id, user_id, provider, token, brand, last4, expiry_month, expiry_year, created_at)
            SELECT @id, @owner, @Name, @Token, @Brand, @Last4, @ExpiryMonth, @ExpiryYear, @now WHERE NOT EXISTS (SELECT FROM same)
            RETURNING id)
        SELECT id FROM same UNION ALL SELECT id FROM added
        """;

    // Excludes the erasure of the user, and saving the same card at the same time.
    private const string LockUser = "SELECT pg_advisory_xact_lock(hashtextextended(@owner::text, 0))";

    private const string IsUserErased = "SELECT EXISTS (SELECT FROM erased_payers WHERE user_id = @owner)";

    private const string MarkErased = """
        SELECT pg_advisory_xact_lock(hashtextextended(@owner::text, 0));
        INSERT INTO erased_payers (user_id, erased_at) VALUES (@owner, @at) ON CONFLICT DO NOTHING
        """;

    private const string List = """
        SELECT id, token, brand, last4, expiry_month, expiry_year, created_at FROM payment_methods
        WHERE user_id = @owner AND provider = @Name AND forget_at IS NULL ORDER BY id DESC LIMIT 100
        """;

    private const string FindToken = """
        SELECT token FROM payment_methods WHERE id = @id AND user_id = @owner AND provider = @Name AND forget_at IS NULL
        """;

    private const string MarkAllRemoved = """
        UPDATE payment_methods SET forget_at = @now, brand = '', last4 = '' WHERE user_id = @owner AND forget_at IS NULL
        """;

    private const string TakeRemoved = """
        UPDATE payment_methods SET forget_at = @retryAt WHERE id = (
            SELECT id FROM payment_methods WHERE forget_at <= @now AND provider = @Name ORDER BY forget_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id, user_id, token
        """;

    private const string Delete = "DELETE FROM payment_methods WHERE id = @id";

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(1);

    /// <returns>Null where the account was erased: the method will be detached at the provider.</returns>
    public Task<Guid?> SaveAsync(Guid owner, ProviderMethod method, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var connection = transaction.Connection!;
            var now = timeProvider.GetUtcNow();
            var id = Guid.CreateVersion7(now);
            await connection.ExecuteAsync(Command(LockUser, new { owner }, token, transaction));
            var saved = await connection.QuerySingleAsync<Guid>(Command(
                Insert,
                new { id, owner, provider.Name, method.Token, method.Brand, method.Last4, method.ExpiryMonth, method.ExpiryYear, now },
                token, transaction));
            if (!await connection.ExecuteScalarAsync<bool>(Command(IsUserErased, new { owner }, token, transaction)))
                return saved;
            await RemoveAllAsync(transaction, owner, token);
            return (Guid?)null;
        }, cancellationToken);

    public async Task<IReadOnlyList<StoredMethod>> ListAsync(Guid owner, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<StoredMethod>(Command(List, new { owner, provider.Name }, cancellationToken))).AsList();
    }

    /// <returns>Null where the owner has no such method.</returns>
    public async Task<string?> FindTokenAsync(Guid owner, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string>(
            Command(FindToken, new { owner, id, provider.Name }, cancellationToken));
    }

    /// <returns>False where the owner has no such method.</returns>
    public async Task<bool> RemoveAsync(Guid owner, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var parameters = new { owner, id, now = timeProvider.GetUtcNow() };
        return await connection.ExecuteAsync(Command($"{MarkAllRemoved} AND id = @id", parameters, cancellationToken)) == 1;
    }

    /// <summary>Removes all methods of an erased account, and prevents that more are saved.</summary>
    public async Task EraseAsync(NpgsqlTransaction transaction, Guid owner, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await transaction.Connection!.ExecuteAsync(
            Command(MarkErased, new { owner, at = at.ToUniversalTime() }, cancellationToken, transaction));
        await RemoveAllAsync(transaction, owner, cancellationToken);
    }

    /// <summary>
    /// Takes a removed method to be detached at the provider. It can be taken again after a delay, unless it was deleted.
    /// </summary>
    public async Task<RemovedPaymentMethod?> TakeRemovedAsync(CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<RemovedPaymentMethod>(Command(
            TakeRemoved, new { now, retryAt = now + RetryDelay, provider.Name }, cancellationToken));
    }

    public async Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(Command(Delete, new { id }, cancellationToken));
    }

    private Task<int> RemoveAllAsync(NpgsqlTransaction transaction, Guid owner, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(
            Command(MarkAllRemoved, new { owner, now = timeProvider.GetUtcNow() }, cancellationToken, transaction));

    private static CommandDefinition Command(
        string sql, object parameters, CancellationToken cancellationToken, NpgsqlTransaction? transaction = null)
        => new(sql, parameters, transaction, cancellationToken: cancellationToken);
}

internal sealed record RemovedPaymentMethod(Guid Id, Guid UserId, string Token);

/// <param name="Token">Pays for orders.</param>
internal sealed record StoredMethod(
    Guid Id, string Token, string Brand, string Last4, int ExpiryMonth, int ExpiryYear, DateTimeOffset CreatedAt);
