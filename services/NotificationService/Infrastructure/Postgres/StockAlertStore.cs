using Dapper;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Postgres;

internal enum StockAlertOutcome
{
    Added,
    Waiting,
    UnknownSku,
    InStock,
    TooMany,
}

/// <summary>Alerts of users who wait for a SKU.</summary>
internal sealed class StockAlertStore(NpgsqlDataSource database, TimeProvider timeProvider)
{
    private const int MaxAlerts = 100;

    // Locked, so that the SKU cannot become available unnoticed between this check and the alert.
    private const string LockSku = "SELECT available > 0 FROM skus WHERE sku = @sku AND published FOR UPDATE";
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

    public Task<StockAlertOutcome> AddAsync(Guid user, string sku, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var connection = transaction.Connection!;
            var available = await connection.ExecuteScalarAsync<bool?>(Command(LockSku));
            if (available is null)
                return StockAlertOutcome.UnknownSku;
            if (available is true)
                return StockAlertOutcome.InStock;
            if (await connection.ExecuteScalarAsync<int>(Command(Count)) >= MaxAlerts)
                return StockAlertOutcome.TooMany;
            return await connection.ExecuteAsync(Command(Insert)) == 1 ? StockAlertOutcome.Added : StockAlertOutcome.Waiting;

            CommandDefinition Command(string sql)
            {
                var now = timeProvider.GetUtcNow();
                return new(sql, new { id = Guid.CreateVersion7(now), user, sku, now }, transaction, cancellationToken: token);
            }
        }, cancellationToken);

    public async Task<IReadOnlyList<StockAlert>> ListAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<StockAlert>(new CommandDefinition(Waiting, new { user }, cancellationToken: cancellationToken)))
            .AsList();
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
