using System.Text.Json;
using Dapper;
using Ecommerce.OrderService.Domain.Carts;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>
/// Ensures that what is in a cart is bought once. A cart learns of an order by an event, which may come late. So each checkout first tells
/// the cart about the order before, and is placed only while there is no newer one. Thus the cart knows all orders but the last.
/// </summary>
internal sealed class CartPurchases(NpgsqlDataSource database, TimeProvider timeProvider)
{
    /// <summary>Less than the time for which a cart remembers an order: after that it would remove the items a second time.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(60);

    private const string Newest = """
        FROM orders WHERE user_id = @user AND cart_id <> '' AND placed_at > @since ORDER BY id DESC LIMIT 1
        """;

    private const string Last = $"SELECT id, placed_at, lines {Newest}";
    private const string LastId = $"SELECT id {Newest}";

    // Held until the transaction ends: one checkout of a user after the other.
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtext('cart-purchase'), hashtext(@user::text))";

    /// <summary>The last order from the user's cart; null where there is none that the cart may not know yet.</summary>
    public async Task<CartPurchase?> FindLastAsync(Guid user, CancellationToken cancellationToken)
    {
        var since = timeProvider.GetUtcNow() - MaxAge;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new(Last, new { user, since }, cancellationToken: cancellationToken));
        return row?.ToPurchase();
    }

    /// <summary>Whether there is no newer order from the user's cart. None follows until the transaction ends.</summary>
    public async Task<bool> IsStillLastAsync(
        NpgsqlTransaction transaction, Guid user, Guid? lastOrderId, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.Add(Lock, new NpgsqlParameter("user", user));
        batch.Add(LastId, new("user", user), new("since", timeProvider.GetUtcNow() - MaxAge));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var found = await reader.ReadAsync(cancellationToken) ? reader.GetGuid(0) : (Guid?)null;
        return found == lastOrderId;
    }

    private sealed class Row
    {
        public Guid Id { get; init; }
        public DateTimeOffset PlacedAt { get; init; }
        public string Lines { get; init; } = "";

        public CartPurchase ToPurchase()
        {
            var lines = JsonSerializer.Deserialize(Lines, OrderJson.Default.IReadOnlyListOrderLine)!;
            return new(Id, PlacedAt, [.. lines.Select(line => new SkuQuantity(line.Sku, line.Quantity))]);
        }
    }
}
