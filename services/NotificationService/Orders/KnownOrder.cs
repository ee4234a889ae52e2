using System.Text.Json;
using Dapper;
using Ecommerce.Contracts;
using Ecommerce.NotificationService.Messages;
using Npgsql;

namespace Ecommerce.NotificationService.Orders;

/// <summary>As much of an order as messages need that later events do not carry.</summary>
internal sealed record KnownOrder(Guid OrderId, Guid UserId, IReadOnlyList<MessageLine> Lines, Money Total, DateTimeOffset PlacedAt)
{
    private const string Insert = """
        INSERT INTO orders (order_id, user_id, lines, total, currency, placed_at)
        SELECT @OrderId, @UserId, @lines::jsonb, @Amount, @Currency, @PlacedAt
        WHERE NOT EXISTS (SELECT FROM erased_users WHERE user_id = @UserId)
        ON CONFLICT (order_id) DO NOTHING
        """;

    public static KnownOrder Of(OrderPlaced placed)
        => new(placed.OrderId, placed.UserId, [.. placed.Lines.Select(MessageLine.Of)], placed.Total, placed.PlacedAt);

    public static Task SaveAsync(NpgsqlTransaction transaction, KnownOrder order, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(
            Insert,
            new
            {
                order.OrderId, order.UserId, lines = JsonSerializer.Serialize(order.Lines, MessageJson.Default.IReadOnlyListMessageLine),
                order.Total.Amount, order.Total.Currency, order.PlacedAt,
            },
            transaction, cancellationToken: cancellationToken));

    public static async Task<KnownOrder?> FindAsync(NpgsqlTransaction transaction, Guid orderId, CancellationToken cancellationToken)
        => (await transaction.Connection!.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "SELECT order_id, user_id, lines::text, total, currency, placed_at FROM orders WHERE order_id = @orderId", new { orderId },
            transaction, cancellationToken: cancellationToken)))?.ToOrder();

    private sealed class Row
    {
        public Guid OrderId { get; init; }
        public Guid UserId { get; init; }
        public string Lines { get; init; } = "";
        public decimal Total { get; init; }
        public string Currency { get; init; } = "";
        public DateTimeOffset PlacedAt { get; init; }

        public KnownOrder ToOrder() => new(
            OrderId, UserId, JsonSerializer.Deserialize(Lines, MessageJson.Default.IReadOnlyListMessageLine)!, new Money(Total, Currency), PlacedAt);
    }
}
