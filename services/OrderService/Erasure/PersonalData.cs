using Npgsql;

namespace Ecommerce.OrderService.Erasure;

/// <summary>
/// Takes people out of their orders. What the books need stays: amounts, lines, the country. An order that is still to ship keeps its
/// address until it has shipped or will not.
/// </summary>
internal static class PersonalData
{
    /// <summary>What is read in place of what was erased.</summary>
    public const string Marker = "[erased]";

    private const string Remember = "insert into erasures (user_id, erased_at) values (@user, @at) on conflict (user_id) do nothing";

    private const string Erase = """
        update orders
        set shipping_address = shipping_address || jsonb_build_object('name', @marker, 'street', @marker, 'city', @marker, 'postalCode', @marker),
            returns = (
                select coalesce(jsonb_agg(known || jsonb_build_object('reason', @marker) order by n), '[]')
                from jsonb_array_elements(orders.returns) with ordinality as e (known, n)),
            payment_token = '',
            cart_id = '',
            erased_at = @now
        from erasures
        where erasures.user_id = orders.user_id
            and orders.erased_at is null
            and orders.status in ('Shipped', 'Delivered', 'Cancelled', 'Refunded');

        -- Answers that are kept for repetitions hold the address too.
        delete from idempotency_keys using erasures where erasures.user_id = idempotency_keys.user_id and idempotency_keys.status is not null;

        -- A token from before the erasure may still place an order for a while.
        delete from erasures
        where erased_at < @settled and not exists (select from orders where orders.user_id = erasures.user_id and orders.erased_at is null)
        """;

    private static readonly TimeSpan LongestToken = TimeSpan.FromDays(1);

    public static async Task RememberAsync(NpgsqlTransaction transaction, Guid user, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Remember, transaction.Connection, transaction);
        command.Parameters.AddWithValue("user", user);
        command.Parameters.AddWithValue("at", at.ToUniversalTime());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Erases whatever may be erased by now, of everybody who is remembered.</summary>
    public static async Task EraseAsync(NpgsqlTransaction transaction, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Erase, transaction.Connection, transaction);
        command.Parameters.AddWithValue("marker", Marker);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("settled", now - LongestToken);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
