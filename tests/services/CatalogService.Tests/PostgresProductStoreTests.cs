using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.CatalogService.Features.ReadProducts;
using Ecommerce.CatalogService.Infrastructure.Postgres;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.CatalogService.Tests;

public sealed class PostgresProductStoreTests(PostgresServer server) : ProductStoreContract, IClassFixture<PostgresServer>, IAsyncLifetime
{
    private IHost? host;

    private NpgsqlDataSource Database => host!.Services.GetRequiredService<NpgsqlDataSource>();

    private protected override IProductStore Store => new PostgresProductStore(Database, new Outbox(TimeProvider.System));

    public async ValueTask InitializeAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["ConnectionStrings:catalog"] = await server.CreateDatabaseAsync();
        builder.AddPostgresDatabase("catalog", typeof(PostgresProductStore).Assembly, typeof(Outbox).Assembly);
        host = builder.Build();
        await host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await host!.StopAsync();
        host.Dispose();
    }

    [Fact]
    public async Task Products_that_share_a_SKU_but_for_its_case_since_before_can_be_edited()
    {
        var (sku, other) = ($"S-{Guid.CreateVersion7():n}", $"O-{Guid.CreateVersion7():n}");
        var lower = sku.ToLowerInvariant();
        var first = (await Commands.CreateAsync(Samples.Draft(1, sku), default)).Product!;
        var second = (await Commands.CreateAsync(Samples.Draft(1, other), default)).Product!;
        await using var rename = Database.CreateCommand(
            $"""
            UPDATE stock SET sku = '{lower}' WHERE sku = '{other}';
            UPDATE products SET document = replace(document::text, '{other}', '{lower}')::jsonb WHERE id = '{second.Id}';
            """);
        await rename.ExecuteNonQueryAsync();

        Assert.NotNull((await Commands.ReplaceAsync(first.Id, Samples.Draft(2, sku), new EntityTag(1), default)).Product);
        Assert.NotNull((await Commands.ReplaceAsync(second.Id, Samples.Draft(3, lower), new EntityTag(1), default)).Product);
        var third = await Commands.CreateAsync(Samples.Draft(1, sku.ToUpperInvariant()), default);
        Assert.Equal([sku.ToUpperInvariant()], third.TakenSkus);
    }

    [Theory]
    [InlineData("Kitchen & Dining")]
    [InlineData(" -Audio/Video!- ")]
    [InlineData("Möbel é")]
    [InlineData("家具")]
    [InlineData("!!")]
    public async Task Migration_creates_the_same_slugs_as_the_service(string name)
    {
        const string Migration = "Ecommerce.CatalogService.Infrastructure.Migrations.004_category_tree.sql";
        using var script = new StreamReader(typeof(PostgresProductStore).Assembly.GetManifestResourceStream(Migration)!);
        var text = await script.ReadToEndAsync();
        await using var connection = await Database.OpenConnectionAsync();
        await using var rolledBack = await connection.BeginTransactionAsync();
        await using var create = new NpgsqlCommand(
            text[text.IndexOf("CREATE FUNCTION", StringComparison.Ordinal)..text.IndexOf("INSERT INTO", StringComparison.Ordinal)],
            connection);
        await create.ExecuteNonQueryAsync();
        await using var ask = new NpgsqlCommand("SELECT pg_temp.slug_of($1)", connection) { Parameters = { new() { Value = name } } };
        Assert.Equal(Slug.Of(name), await ask.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("UPDATE stock SET sold = sold + 1", 1, 1)]
    [InlineData("UPDATE stock SET available = available - 1", 1, 0)]
    [InlineData("DELETE FROM stock_movements", 1, 0)]
    [InlineData("UPDATE reservations SET state = 'Lapsed'", 0, 1)]
    public async Task Corrupted_stock_is_reported_by_the_audit(string fault, int notItsMovements, int notItsOrders)
    {
        await StockWithAnOrderAsync();
        await using var corrupt = Database.CreateCommand(fault);
        await corrupt.ExecuteNonQueryAsync();
        Assert.Equal(new StockAudit(notItsMovements, notItsOrders, 0), await Store.AuditStockAsync(default));
    }

    protected override Task<IReadOnlyList<string>> EventsAsync(Guid key)
        => ReadAsync("SELECT type FROM outbox WHERE key = $1 ORDER BY position", $"{key}", row => row.GetString(0));

    protected override Task<IReadOnlyList<CountedStock>> CountAsync(params string[] skus)
        => ReadAsync(
            """
            SELECT s.sku, s.available, s.reserved, s.sold,
                   coalesce(sum(m.available), 0)::integer, coalesce(sum(m.reserved), 0)::integer, coalesce(sum(m.sold), 0)::integer,
                   coalesce(sum(m.change), 0)::integer
            FROM stock s LEFT JOIN stock_movements m USING (sku) WHERE s.sku = ANY ($1) GROUP BY s.sku
            """,
            skus,
            row => new CountedStock(
                row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6),
                row.GetInt32(7)));

    protected override Task SpoilReservationAsync(Guid orderId)
        => ReadAsync("UPDATE reservation_lines SET quantity = 1000 WHERE order_id = $1 RETURNING sku", orderId, row => row.GetString(0));

    protected override Task SpoilProductAsync(Guid id) => ReadAsync(
        "UPDATE products SET document = jsonb_set(document, '{variants}', '7') WHERE id = $1 RETURNING id", id, row => row.GetGuid(0));

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, object parameter, Func<NpgsqlDataReader, T> row)
    {
        await using var command = Database.CreateCommand(sql);
        command.Parameters.AddWithValue(parameter);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(row(reader));
        return rows;
    }
}
