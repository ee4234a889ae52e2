using Dapper;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.NotificationService.StockAlerts;

internal enum AlertOutcome
{
    Added,
    Waiting,
    UnknownSku,
    InStock,
    TooMany,
}

/// <summary>Who waits for which SKU.</summary>
internal sealed class AlertStore(NpgsqlDataSource database, TimeProvider time)
{
    private const int MostAlerts = 100;

    // Locked, so that the SKU does not come back unnoticed between the look and the alert.
    private const string Look = "SELECT available > 0 FROM skus WHERE sku = @sku AND published FOR UPDATE";
    private const string Count = "SELECT count(*) FROM stock_alerts WHERE user_id = @user AND fired_at IS NULL";

    private const string Insert = """
        INSERT INTO stock_alerts (id, user_id, sku, created_at)
        SELECT @id, @user, @sku, @now WHERE NOT EXISTS (SELECT FROM erased_users WHERE user_id = @user)
        ON CONFLICT (user_id, sku) WHERE fired_at IS NULL DO NOTHING
        """;

    private const string Waiting = """
        SELECT a.sku, s.product_id, s.name, a.created_at FROM stock_alerts a JOIN skus s USING (sku)
        WHERE a.user_id = @user AND a.fired_at IS NULL ORDER BY a.id DESC
        """;

    private const string Delete = "DELETE FROM stock_alerts WHERE user_id = @user AND sku = @sku AND fired_at IS NULL";

    public Task<AlertOutcome> AddAsync(Guid user, string sku, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var connection = transaction.Connection!;
            var available = await connection.ExecuteScalarAsync<bool?>(Command(Look));
            if (available is null)
                return AlertOutcome.UnknownSku;
            if (available is true)
                return AlertOutcome.InStock;
            if (await connection.ExecuteScalarAsync<int>(Command(Count)) >= MostAlerts)
                return AlertOutcome.TooMany;
            return await connection.ExecuteAsync(Command(Insert)) == 1 ? AlertOutcome.Added : AlertOutcome.Waiting;

            CommandDefinition Command(string sql)
            {
                var now = time.GetUtcNow();
                return new(sql, new { id = Guid.CreateVersion7(now), user, sku, now }, transaction, cancellationToken: token);
            }
        }, cancellationToken);

    public async Task<IReadOnlyList<StockAlert>> ListAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<StockAlert>(new CommandDefinition(Waiting, new { user }, cancellationToken: cancellationToken))).AsList();
    }

    public async Task<bool> RemoveAsync(Guid user, string sku, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(Delete, new { user, sku }, cancellationToken: cancellationToken)) == 1;
    }
}

internal sealed class StockAlert
{
    public string Sku { get; init; } = "";
    public Guid ProductId { get; init; }
    public string Name { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
}
