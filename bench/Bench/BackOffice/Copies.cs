using Npgsql;

namespace Ecommerce.Bench.BackOffice;

/// <summary>Fills databases with copies of what was really bought once, each with its own customer, time, status and total.</summary>
internal static class Copies
{
    public static async Task CustomersAsync(string database, Guid[] customers)
    {
        await using var source = NpgsqlDataSource.Create(database);
        var sample = (Guid)(await ScalarAsync(source, "SELECT id FROM users LIMIT 1"))!;
        await CopyAsync(source, "users", "id", sample, """
            'id', copy.id, 'email', 'customer-' || n || '@bench.example', 'name', 'Customer ' || n,
            'device_key', decode(md5(n::text), 'hex')
            """, customers);
    }

    public static async Task OrdersAsync(string database, Guid sample, Guid[] orders, Guid[] customers)
    {
        await using var source = NpgsqlDataSource.Create(database);
        var total = $"CASE WHEN n % 1000 = 0 THEN {LargeShop.RareTotal} ELSE 5 + n % 500 END";
        await CopyAsync(source, "orders", "id", sample, $"""
            'id', copy.id, 'user_id', copy.customer, 'total', {total}, 'placed_at', copy.at, 'updated_at', copy.at, 'confirmed_at', copy.at,
            'access_key', md5(copy.id::text), 'carrier', 'Post', 'tracking_number', 'TRACK-' || (n - 1), 'shipped_at', copy.at,
            'delivered_at', copy.at,
            'status', CASE WHEN n % 50 = 0 THEN 'Confirmed' WHEN n % 40 = 1 THEN 'Cancelled' ELSE 'Delivered' END,
            'cancellation_reason', CASE WHEN n % 50 <> 0 AND n % 40 = 1 THEN 'out-of-stock' END,
            'returns', CASE WHEN n % 20 = 2 THEN jsonb_build_array(jsonb_build_object(
                'id', gen_random_uuid(), 'status', CASE WHEN n % 400 = 2 THEN 'Requested' ELSE 'Rejected' END, 'reason', 'too small',
                'lines', '[]'::jsonb, 'requestedAt', copy.at, 'updatedAt', copy.at)) ELSE '[]' END
            """, orders, customers);
        await ExecuteAsync(source, """
            INSERT INTO order_history (order_id, step, status, at)
            SELECT id, steps.step, steps.status, placed_at
            FROM orders CROSS JOIN (VALUES (1, 'Placed'), (2, 'StockReserved'), (3, 'Paid'), (4, 'Confirmed')) AS steps (step, status)
            WHERE id <> $1
            """, new NpgsqlParameter<Guid> { TypedValue = sample });
        await ExecuteAsync(source, """
            INSERT INTO order_skus (sku, order_id)
            SELECT 'BENCH-' || lpad((row_number() OVER (ORDER BY id) % 5000)::text, 6, '0'), id FROM orders WHERE id <> $1
            """, new NpgsqlParameter<Guid> { TypedValue = sample });
        await ExecuteAsync(source, "VACUUM ANALYZE");
    }

    public static async Task PaymentsAsync(string database, Guid sample, Guid[] orders, Guid[] customers)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await CopyAsync(source, "payments", "order_id", sample, """
            'id', copy.id, 'order_id', copy.id, 'user_id', copy.customer, 'created_at', copy.at,
            'status', CASE WHEN n % 40 = 1 THEN 'Failed' ELSE 'Captured' END,
            'captured_at', CASE WHEN n % 40 <> 1 THEN copy.at END,
            'failed_at', CASE WHEN n % 40 = 1 THEN copy.at END,
            'failure_reason', CASE WHEN n % 40 = 1 THEN 'card-declined' END
            """, orders, customers);
        await ExecuteAsync(source, """
            INSERT INTO refunds (id, order_id, amount, reason, requested_at, completed_at)
            SELECT gen_random_uuid(), order_id, amount, 'returned', created_at, created_at FROM payments
            WHERE status = 'Captured' AND hashtext(order_id::text) % 30 = 0
            """);
        await ExecuteAsync(source, "VACUUM ANALYZE");
    }

    /// <summary>One SKU in a hundred runs out.</summary>
    public static async Task ShortStockAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await ExecuteAsync(source, "UPDATE stock SET available = 3 WHERE sku LIKE '%07'");
        await ExecuteAsync(source, "VACUUM ANALYZE");
    }

    public static async Task AppointAsync(string database, string email)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await ExecuteAsync(
            source, "UPDATE users SET roles = '{admin}', email_verified_at = now() WHERE email = $1",
            new NpgsqlParameter<string> { TypedValue = email });
        await ExecuteAsync(source, "VACUUM ANALYZE");
    }

    /// <param name="key">The column that <paramref name="sample"/> is looked up in.</param>
    /// <param name="own">Pairs of a column and its value in a copy: SQL, where <c>n</c> counts from 1.</param>
    private static async Task CopyAsync(
        NpgsqlDataSource source, string table, string key, Guid sample, string own, Guid[] ids, Guid[]? customers = null)
    {
        // A generated column cannot be written.
        var columns = (string)(await ScalarAsync(source, $"""
            SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = '{table}' AND is_generated = 'NEVER'
            """))!;
        await ExecuteAsync(source, $"""
            INSERT INTO {table} ({columns})
            SELECT {string.Join(", ", columns.Split(", ").Select(column => $"made.{column}"))}
            FROM {table} AS sample
            CROSS JOIN unnest($2) WITH ORDINALITY AS ids (id, n)
            CROSS JOIN LATERAL (SELECT ids.id, $3[1 + n % cardinality($3)] AS customer,
                to_timestamp(('x' || lpad(left(replace(ids.id::text, '-', ''), 12), 16, '0'))::bit(64)::bigint / 1000.0) AS at) AS copy
            CROSS JOIN LATERAL jsonb_populate_record(sample, jsonb_build_object({own})) AS made
            WHERE sample.{key} = $1
            """,
            new NpgsqlParameter<Guid> { TypedValue = sample }, new NpgsqlParameter<Guid[]> { TypedValue = ids },
            new NpgsqlParameter<Guid[]> { TypedValue = customers ?? ids });
    }

    private static async Task<object?> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql, params NpgsqlParameter[] parameters)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 600;
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync();
    }
}
