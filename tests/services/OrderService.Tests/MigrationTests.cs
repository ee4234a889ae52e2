using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.OrderService.Tests;

/// <summary>While a new version rolls out, the previous one still runs on the new schema.</summary>
public sealed class MigrationTests : IAsyncLifetime
{
    private readonly PostgresServer postgres = new();

    /// <summary>How the first version inserts an order.</summary>
    private const string OldInsert = """
        INSERT INTO orders (
            id, user_id, cart_id, status, lines, total, currency, shipping_address, payment_token, cancellation_reason, refunds,
            placed_at, confirmed_at, cancelled_at, updated_at, awaits_stock, awaits_payment, asks, ask_at, refunds_asked, refunded)
        VALUES (
            @id, gen_random_uuid(), '', 'Delivered', '[{ "sku": "TENT", "quantity": 2 }, { "sku": "TENT", "quantity": 1 }]', 59.97, 'EUR',
            '{}', 'tok', NULL, '[]',
            now(), now(), NULL, now(), FALSE, FALSE, 0, NULL, 0, 0)
        """;

    /// <summary>How it writes a return; the order's id is that of the return as well.</summary>
    private const string Requested =
        "UPDATE orders SET returns = jsonb_build_array(jsonb_build_object('id', @id, 'status', 'Requested')) WHERE id = @id";

    public ValueTask InitializeAsync() => postgres.InitializeAsync();

    public ValueTask DisposeAsync() => postgres.DisposeAsync();

    [Fact]
    public async Task Orders_of_the_previous_version_are_migrated_and_it_can_still_insert_orders()
    {
        await using var database = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        var scripts = typeof(OrderJson).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        await RunAsync(database, scripts.Take(2));
        var before = await InsertAsync(database);
        await ExecuteAsync(database, "INSERT INTO order_history VALUES (@id, 1, 'Delivered', '2026-01-02T00:00:00Z')", before);
        await RunAsync(database, scripts.Skip(2));
        await InsertAsync(database);

        Assert.Equal(
            2L,
            await ScalarAsync(
                database, "SELECT count(*) FROM orders WHERE subtotal = 59.97 AND discount = 0 AND shipping = 0 AND tax = 0"));
        Assert.Equal(
            2L,
            await ScalarAsync(
                database, "SELECT count(*) FROM orders WHERE shipping_method = 'standard' AND shipping_method_name = 'Standard'"));
        Assert.Equal(1L, await ScalarAsync(database, "SELECT count(*) FROM order_skus WHERE sku = 'TENT'"));
        Assert.Equal(1L, await ScalarAsync(database, "SELECT count(*) FROM orders WHERE delivered_at = '2026-01-02T00:00:00Z'"));
    }

    [Fact]
    public async Task Returns_of_before_are_listed_and_so_are_those_that_the_previous_version_writes()
    {
        await using var database = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        var scripts = typeof(OrderJson).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        var listing = scripts.FindIndex(name => name.Contains("order_returns", StringComparison.Ordinal));
        await RunAsync(database, scripts.Take(listing));
        var before = await InsertAsync(database);
        await ExecuteAsync(database, Requested, before);
        await RunAsync(database, scripts.Skip(listing));
        var after = await InsertAsync(database);
        await ExecuteAsync(database, Requested, after);
        await ExecuteAsync(database, Requested.Replace("Requested", "Received", StringComparison.Ordinal), before);

        Assert.Equal(2L, await ScalarAsync(database, "SELECT count(*) FROM order_returns"));
        Assert.Equal(
            2L,
            await ScalarAsync(
                database,
                $"""
                SELECT count(*) FROM order_returns
                WHERE (order_id, status) IN (('{before}', 'Received'), ('{after}', 'Requested'))
                """));
    }

    [Theory]
    [InlineData("Pricing:Taxes:DE:Rate", "19")]
    [InlineData("Pricing:Methods:express:Rates:DE:EUR:Price", "-1")]
    public async Task Invalid_price_rule_stops_the_service_and_is_named(string rule, string value)
    {
        var (exitCode, output) = await ServiceProcess.RunToEndAsync("Ecommerce.OrderService", new Dictionary<string, string>
        {
            ["ConnectionStrings__orders"] = "Host=127.0.0.1;Port=1;Username=nobody;Database=none",
            ["ConnectionStrings__kafka"] = "127.0.0.1:1",
            ["services__catalog-service__http__0"] = "http://127.0.0.1:1", ["services__cart-service__http__0"] = "http://127.0.0.1:1",
            ["services__user-service__http__0"] = "http://127.0.0.1:1", ["Authentication__Authority"] = "http://user-service",
            ["Authentication__Issuer"] = "https://issuer.example", ["Authentication__Audience"] = "ecommerce",
            ["Pricing__Methods__express__Name"] = "Express", [rule.Replace(":", "__", StringComparison.Ordinal)] = value,
        });

        Assert.NotEqual(0, exitCode);
        Assert.Contains(rule, output, StringComparison.Ordinal);
    }

    private static async Task RunAsync(NpgsqlDataSource database, IEnumerable<string> scripts)
    {
        foreach (var script in scripts)
        {
            using var reader = new StreamReader(typeof(OrderJson).Assembly.GetManifestResourceStream(script)!);
            await using var command = database.CreateCommand(await reader.ReadToEndAsync());
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<Guid> InsertAsync(NpgsqlDataSource database)
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync(database, OldInsert, id);
        return id;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql, Guid id)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue("id", id);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> ScalarAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
