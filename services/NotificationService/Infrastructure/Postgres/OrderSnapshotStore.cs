using System.Text.Json;
using Dapper;
using Ecommerce.Contracts;
using Ecommerce.NotificationService.Domain;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Postgres;

/// <summary>Snapshots of orders, stored when they are placed.</summary>
internal static class OrderSnapshotStore
{
    private const string Insert = """
        INSERT INTO orders (order_id, user_id, lines, total, currency, placed_at)
        SELECT @OrderId, @UserId, @lines::jsonb, @Amount, @Currency, @PlacedAt
        WHERE NOT EXISTS (SELECT FROM erased_users WHERE user_id = @UserId)
        ON CONFLICT (order_id) DO NOTHING
        """;

    private const string Select = "SELECT order_id, user_id, lines::text, total, currency, placed_at FROM orders WHERE order_id = @orderId";

    public static Task SaveAsync(NpgsqlTransaction transaction, OrderSnapshot order, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(
            Insert,
            new
            {
                order.OrderId, order.UserId, lines = JsonSerializer.Serialize(order.Lines, MessageJson.Default.IReadOnlyListMessageLine),
                order.Total.Amount, order.Total.Currency, order.PlacedAt,
            },
            transaction, cancellationToken: cancellationToken));

    public static async Task<OrderSnapshot?> FindAsync(NpgsqlTransaction transaction, Guid orderId, CancellationToken cancellationToken)
    {
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(Select, new { orderId }, transaction, cancellationToken: cancellationToken));
        return row?.ToSnapshot();
    }

    private sealed class Row
    {
        public Guid OrderId { get; init; }
        public Guid UserId { get; init; }
        public string Lines { get; init; } = "";
        public decimal Total { get; init; }
        public string Currency { get; init; } = "";
        public DateTimeOffset PlacedAt { get; init; }

        public OrderSnapshot ToSnapshot() => new(
            OrderId, UserId, JsonSerializer.Deserialize(Lines, MessageJson.Default.IReadOnlyListMessageLine)!, new Money(Total, Currency),
            PlacedAt);
    }
}
