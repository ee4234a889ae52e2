using System.Text.Json;
using Ecommerce.OrderService.Orders;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.OrderService.Checkout;

/// <summary>What was bought of a cart.</summary>
internal sealed record Purchase(Guid OrderId, DateTimeOffset PlacedAt, IReadOnlyList<Pieces> Items);

/// <summary>
/// Sees to it that what is in a cart is bought once. A cart hears of an order by an event, which may come late or get lost; so each checkout first tells it
/// of the order before, and becomes an order only while there is no newer one. Thus all orders but the last are known to their cart.
/// </summary>
internal sealed class CartPurchases(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Less than a cart remembers an order for: it would take the same out once more.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(60);

    private const string Last = "from orders where user_id = @user and cart_id <> '' and placed_at > @since order by id desc limit 1";

    // Released with the transaction: one checkout of a user after the other.
    private const string Queue = "select pg_advisory_xact_lock(hashtext('cart-purchase'), hashtext(@user::text))";

    /// <summary>The last one of the user's cart; null where there is none that the cart may not have heard of.</summary>
    public async Task<Purchase?> FindLastAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"select id, placed_at, lines {Last}");
        command.Parameters.AddRange(Of(user));
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
            return null;
        var lines = JsonSerializer.Deserialize(row.GetString(2), OrderJson.Default.IReadOnlyListOrderLine)!;
        return new(row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1), [.. lines.Select(line => new Pieces(line.Sku, line.Quantity))]);
    }

    /// <summary>Whether nothing was bought of the user's cart since; until the transaction ends, nothing will be.</summary>
    public async Task<bool> IsStillLastAsync(NpgsqlTransaction transaction, Guid user, Guid? last, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.Add(Queue, new NpgsqlParameter("user", user));
        batch.Add($"select id {Last}", Of(user));
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        await row.NextResultAsync(cancellationToken);
        var found = await row.ReadAsync(cancellationToken) ? row.GetGuid(0) : (Guid?)null;
        return found == last;
    }

    private NpgsqlParameter[] Of(Guid user) => [new("user", user), new("since", time.GetUtcNow() - Remembered)];
}
