using System.Text.Json;
using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Stock;
using Ecommerce.Messaging;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.CatalogService.Storage.Postgres;

internal sealed class PostgresProductStore(NpgsqlDataSource database, Outbox outbox) : IProductStore
{
    private const int Attempts = 5;

    private const string Stocked = """
        SELECT p.id, p.version, p.document, p.created_at, p.updated_at, s.skus, s.available, p.lowest_price
        FROM products p
        LEFT JOIN LATERAL (
            SELECT array_agg(sku) AS skus, array_agg(available) AS available FROM stock WHERE product_id = p.id) s ON true
        """;

    private const string StockedById = $"{Stocked} WHERE p.id = $1";

    public Task<StockedProduct?> FindAsync(Guid id, CancellationToken cancellationToken)
        => database.CreateCommand(StockedById).With(Commands.Value(id)).ReadOneAsync(StockedProduct, cancellationToken);

    public async Task<IReadOnlyList<StockedProduct>> ListAsync(ProductQuery query, CancellationToken cancellationToken)
    {
        var (order, after) = Order(query.Sort);
        return await database.CreateCommand($"""
            {Stocked}
            WHERE ($1 OR p.published)
              AND ($2 IS NULL OR p.category = ANY ($2))
              AND ($3 IS NULL OR p.brand = $3)
              AND ($4 IS NULL OR p.lowest_price >= $4)
              AND ($5 IS NULL OR p.lowest_price <= $5)
              AND ($6 IS NULL OR {after})
            ORDER BY {order} LIMIT $9
            """).With(
                Commands.Value(query.WithUnpublished),
                Commands.Optional(query.Categories?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text),
                Commands.Optional(query.Brand, NpgsqlDbType.Text),
                Commands.Optional(query.MinPrice, NpgsqlDbType.Numeric),
                Commands.Optional(query.MaxPrice, NpgsqlDbType.Numeric),
                Commands.Optional(query.After?.Id, NpgsqlDbType.Uuid),
                Commands.Optional(query.After?.Name, NpgsqlDbType.Text),
                Commands.Optional(query.After?.Price, NpgsqlDbType.Numeric),
                Commands.Value(query.Limit))
            .ReadAllAsync(StockedProduct, cancellationToken);
    }

    public async Task<IReadOnlyList<SellableVariant>> FindVariantsAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
        => await database.CreateCommand("""
            SELECT s.product_id, p.document ->> 'name', variant, s.available, p.published,
                p.document ->> 'category', p.document #>> '{images,0,url}'
            FROM stock s
            JOIN products p ON p.id = s.product_id
            CROSS JOIN LATERAL jsonb_array_elements(p.document -> 'variants') AS variant
            WHERE s.sku = ANY ($1) AND variant ->> 'sku' = s.sku
            """).With(Commands.Value(skus.ToArray())).ReadAllAsync(SellableVariant, cancellationToken);

    public async Task<IReadOnlyList<Product>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
        => await database.CreateCommand("""
            SELECT id, version, document, created_at, updated_at FROM products WHERE refresh_at <= $1 ORDER BY refresh_at LIMIT $2
            """).With(Commands.Value(now), Commands.Value(limit)).ReadAllAsync(Commands.Product, cancellationToken);

    public async Task<CategoryTree> CategoriesAsync(CancellationToken cancellationToken)
        => new(await database.CreateCommand(CategoryRows.All).ReadAllAsync(CategoryRows.Category, cancellationToken));

    public async Task<IReadOnlyDictionary<string, int>> CountByCategoryAsync(CancellationToken cancellationToken)
        => (await database.CreateCommand("SELECT category, count(*)::integer FROM products WHERE published GROUP BY category")
            .ReadAllAsync(row => KeyValuePair.Create(row.GetString(0), row.GetInt32(1)), cancellationToken)).ToDictionary(StringComparer.Ordinal);

    public IAsyncEnumerable<StockedProduct> AllAsync(CancellationToken cancellationToken)
        => database.CreateCommand("""
            SELECT p.id, p.version, p.document, p.created_at, p.updated_at, s.skus, s.available, p.lowest_price, s.versions
            FROM products p
            LEFT JOIN LATERAL (
                SELECT array_agg(sku) AS skus, array_agg(available) AS available, array_agg(version) AS versions FROM stock WHERE product_id = p.id) s ON true
            ORDER BY p.id
            """).StreamAsync(row => StockedProduct(row) with { StockVersions = StockVersions(row) }, cancellationToken);

    public Task<StockLevel?> FindStockAsync(string sku, CancellationToken cancellationToken)
        => database.CreateCommand("SELECT sku, product_id, available, reserved, sold, version FROM stock WHERE sku = $1 AND product_id IS NOT NULL")
            .With(Commands.Value(sku)).ReadOneAsync(StockRows.Level, cancellationToken);

    public async Task<IReadOnlyList<StockMovement>> StockHistoryAsync(string sku, long before, int limit, CancellationToken cancellationToken)
        => await database.CreateCommand("""
            SELECT version, at, reason, order_id, available, reserved, sold, change
            FROM stock_movements WHERE sku = $1 AND version < $2 ORDER BY version DESC LIMIT $3
            """).With(Commands.Value(sku), Commands.Value(before), Commands.Value(limit)).ReadAllAsync(StockRows.Movement, cancellationToken);

    public async Task<StockAudit> AuditStockAsync(CancellationToken cancellationToken)
        => (await database.CreateCommand(StockRows.Audit)
            .ReadOneAsync(row => new StockAudit(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2)), cancellationToken))!;

    public async Task<T> InTransactionAsync<T>(Func<ICatalogTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await BeginAsync(cancellationToken);
                return await work(transaction, cancellationToken);
            }
            catch (PostgresException lost) when (attempt < Attempts && IsLost(lost))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 25 * attempt)), cancellationToken);
            }
        }
    }

    public bool IsOutage(Exception failure) => failure is NpgsqlException;

    private async Task<PostgresCatalogTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        return new PostgresCatalogTransaction(await connection.BeginTransactionAsync(cancellationToken), outbox);
    }

    private static bool IsLost(PostgresException failure)
        => failure.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    /// <summary>The order of a sort, and what comes after the cursor: $6 id, $7 name, $8 price.</summary>
    private static (string Order, string After) Order(ProductSort sort) => sort switch
    {
        ProductSort.Name => ("p.sort_name, p.id", "(p.sort_name, p.id) > ($7, $6)"),
        ProductSort.Price => ("p.lowest_price, p.id", "(p.lowest_price, p.id) > ($8, $6)"),
        ProductSort.PriceDescending => ("p.lowest_price DESC, p.id DESC", "(p.lowest_price, p.id) < ($8, $6)"),
        ProductSort.Newest => ("p.id DESC", "p.id < $6"),
        _ => throw new ArgumentOutOfRangeException(nameof(sort)),
    };

    private static StockedProduct StockedProduct(NpgsqlDataReader row)
    {
        var skus = row.IsDBNull(5) ? [] : row.GetFieldValue<string[]>(5);
        var available = row.IsDBNull(6) ? [] : row.GetFieldValue<int[]>(6);
        return new StockedProduct(
            Commands.Product(row), skus.Zip(available).ToDictionary(s => s.First, s => s.Second, StringComparer.Ordinal), row.GetDecimal(7));
    }

    private static Dictionary<string, long> StockVersions(NpgsqlDataReader row) => row.IsDBNull(5)
        ? []
        : row.GetFieldValue<string[]>(5).Zip(row.GetFieldValue<long[]>(8)).ToDictionary(s => s.First, s => s.Second, StringComparer.Ordinal);

    private static SellableVariant SellableVariant(NpgsqlDataReader row)
    {
        var variant = JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(2), CatalogJson.Default.Variant)!;
        return new SellableVariant(
            row.GetGuid(0), row.GetString(1), variant, row.GetInt32(3), row.GetBoolean(4), row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6));
    }
}
