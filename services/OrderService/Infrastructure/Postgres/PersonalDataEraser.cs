using Dapper;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>
/// Erases personal data from orders. What accounting needs stays: amounts, lines, the country. An order that is still to ship keeps its
/// address until it is shipped or cancelled.
/// </summary>
internal static class PersonalDataEraser
{
    /// <summary>Stands in place of what was erased.</summary>
    public const string Marker = "[erased]";

    private const string Insert = "INSERT INTO erasures (user_id, erased_at) VALUES (@user, @at) ON CONFLICT (user_id) DO NOTHING";

    private const string Find = "SELECT user_id FROM erasures WHERE user_id <> ALL(@except)";

    private const string Erase = """
        UPDATE orders
        SET shipping_address = shipping_address
                || jsonb_build_object('name', @Marker, 'street', @Marker, 'city', @Marker, 'postalCode', @Marker),
            returns = (
                SELECT coalesce(jsonb_agg(
                    known || jsonb_build_object('reason', @Marker)
                        || CASE WHEN known ->> 'rejectionReason' IS NULL THEN '{}'
                           ELSE jsonb_build_object('rejectionReason', @Marker) END ORDER BY n), '[]')
                FROM jsonb_array_elements(orders.returns) WITH ORDINALITY AS e (known, n)),
            -- What staff wrote may name persons; what the shop writes does not.
            refunds = (
                SELECT coalesce(jsonb_agg(
                    CASE WHEN known ->> 'reason' IN ('returned', 'order-cancelled') THEN known
                    ELSE known || jsonb_build_object('reason', @Marker) END ORDER BY n), '[]')
                FROM jsonb_array_elements(orders.refunds) WITH ORDINALITY AS e (known, n)),
            payment_token = '',
            cart_id = '',
            access_key = NULL,
            erased_at = @now
        FROM erasures
        WHERE erasures.user_id = ANY(@users)
            AND erasures.user_id = orders.user_id
            AND orders.erased_at IS NULL
            AND orders.status IN ('Shipped', 'Delivered', 'Cancelled', 'Refunded');

        DELETE FROM order_notes USING orders
        WHERE orders.user_id = ANY(@users) AND orders.erased_at IS NOT NULL AND order_notes.order_id = orders.id;

        -- Responses that are stored for repetitions contain the address too.
        DELETE FROM idempotency_keys USING erasures
        WHERE erasures.user_id = ANY(@users) AND erasures.user_id = idempotency_keys.user_id AND idempotency_keys.status IS NOT NULL;

        -- A token from before the erasure may still place an order for a while.
        DELETE FROM erasures
        WHERE user_id = ANY(@users)
            AND erased_at < @settled
            AND NOT EXISTS (SELECT FROM orders WHERE orders.user_id = erasures.user_id AND orders.erased_at IS NULL)
        """;

    private static readonly TimeSpan MaxTokenLifetime = TimeSpan.FromDays(1);

    /// <summary>Marks the user's orders for <see cref="EraseAsync"/>.</summary>
    public static Task AddAsync(NpgsqlTransaction transaction, Guid user, DateTimeOffset at, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new(Insert, new { user, at }, transaction, cancellationToken: cancellationToken));

    /// <summary>The erased users of whom something may be left to erase, but for <paramref name="except"/>.</summary>
    public static async Task<IReadOnlyList<Guid>> FindAsync(
        NpgsqlDataSource database, IReadOnlyCollection<Guid> except, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var parameters = new { except = except.ToArray() };
        return (await connection.QueryAsync<Guid>(new(Find, parameters, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Erases whatever may be erased by now, of erased users.</summary>
    public static Task EraseAsync(
        NpgsqlTransaction transaction, IReadOnlyList<Guid> users, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = new { Marker, users = users.ToArray(), now, settled = now - MaxTokenLifetime };
        return transaction.Connection!.ExecuteAsync(new(Erase, parameters, transaction, cancellationToken: cancellationToken));
    }
}
