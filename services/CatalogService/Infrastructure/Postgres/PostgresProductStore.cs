using System.Text.Json;
using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.CatalogService.Infrastructure.Postgres;

internal sealed class PostgresProductStore(NpgsqlDataSource database, Outbox outbox) : IProductStore
{
    private const string Stocked = """
        SELECT p.id, p.version, p.document, p.created_at, p.updated_at, s.skus, s.available, p.lowest_price
        FROM products p
        LEFT JOIN LATERAL (
            SELECT array_agg(sku) AS skus, array_agg(available) AS available FROM stock WHERE product_id = p.id) s ON true
        """;

    private const string StockedById = $"{Stocked} WHERE p.id = $1";

    public Task<StockedProduct?> FindAsync(Guid id, CancellationToken cancellationToken)
        => database.CreateCommand(StockedById).With(Parameter.Of(id)).ReadOneAsync(StockedProduct, cancellationToken);

    public async Task<IReadOnlyList<StockedProduct>> ListAsync(ProductQuery query, CancellationToken cancellationToken)
        => await database.CreateCommand(ListSql(query)).With(
                Parameter.Nullable(query.Categories?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text),
                Parameter.Nullable(query.Brand, NpgsqlDbType.Text),
                Parameter.Nullable(query.MinPrice, NpgsqlDbType.Numeric),
                Parameter.Nullable(query.MaxPrice, NpgsqlDbType.Numeric),
                Parameter.Nullable(query.After?.Id, NpgsqlDbType.Uuid),
                Parameter.Nullable(query.After?.Name, NpgsqlDbType.Text),
                Parameter.Nullable(query.After?.Price, NpgsqlDbType.Numeric),
                Parameter.Of(query.Limit),
                Parameter.Nullable(query.Name is null ? null : $"%{Escaped(query.Name)}%", NpgsqlDbType.Text))
            .ReadAllAsync(StockedProduct, cancellationToken);

    public async Task<IReadOnlyList<LowStock>> ListLowStockAsync(
        int atMost, LowStock? after, int limit, CancellationToken cancellationToken)
        => await database.CreateCommand($"""
            SELECT sku, available FROM stock
            WHERE product_id IS NOT NULL AND available <= $1 {(after is null ? "" : "AND (available, sku) > ($2, $3)")}
            ORDER BY available, sku LIMIT $4
            """).With(
                Parameter.Of(atMost), Parameter.Nullable(after?.Available, NpgsqlDbType.Integer),
                Parameter.Nullable(after?.Sku, NpgsqlDbType.Text), Parameter.Of(limit))
            .ReadAllAsync(row => new LowStock(row.Get<string>("sku"), row.Get<int>("available")), cancellationToken);

    public async Task<IReadOnlyList<SellableVariant>> FindVariantsAsync(
        IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
        => await database.CreateCommand("""
            SELECT s.product_id, p.document ->> 'name' AS name, variant, s.available, p.published,
                p.document ->> 'category' AS category, p.document #>> '{images,0,url}' AS image
            FROM stock s
            JOIN products p ON p.id = s.product_id
            CROSS JOIN LATERAL jsonb_array_elements(p.document -> 'variants') AS variant
            WHERE s.sku = ANY ($1) AND variant ->> 'sku' = s.sku
            """).With(Parameter.Of(skus.ToArray())).ReadAllAsync(SellableVariant, cancellationToken);

    public async Task<IReadOnlyList<ProductVersion>> FindDueForRefreshAsync(
        DateTimeOffset now, IReadOnlyCollection<Guid> except, int limit, CancellationToken cancellationToken)
        => await database.CreateCommand("""
            SELECT id, version FROM products WHERE refresh_at <= $1 AND id <> ALL ($2) ORDER BY refresh_at LIMIT $3
            """).With(Parameter.Of(now), Parameter.Of(except.ToArray()), Parameter.Of(limit))
            .ReadAllAsync(row => new ProductVersion(row.Get<Guid>("id"), row.Get<long>("version")), cancellationToken);

    public async Task<IReadOnlyList<Guid>> FindExpiredReservationsAsync(
        DateTimeOffset now, IReadOnlyCollection<Guid> except, int limit, CancellationToken cancellationToken)
        => await database.CreateCommand("""
            SELECT order_id FROM reservations WHERE state = 'Held' AND expires_at < $1 AND order_id <> ALL ($2) ORDER BY expires_at LIMIT $3
            """).With(Parameter.Of(now), Parameter.Of(except.ToArray()), Parameter.Of(limit))
            .ReadAllAsync(row => row.Get<Guid>("order_id"), cancellationToken);

    public async Task<CategoryTree> GetCategoriesAsync(CancellationToken cancellationToken)
        => new(await database.CreateCommand(CategoryRows.All).ReadAllAsync(CategoryRows.Category, cancellationToken));

    public async Task<IReadOnlyDictionary<string, int>> CountByCategoryAsync(CancellationToken cancellationToken)
    {
        var counts = await database
            .CreateCommand("SELECT category, count(*)::integer AS products FROM products WHERE published GROUP BY category")
            .ReadAllAsync(row => KeyValuePair.Create(row.Get<string>("category"), row.Get<int>("products")), cancellationToken);
        return counts.ToDictionary(StringComparer.Ordinal);
    }

    public IAsyncEnumerable<StockedProduct> StreamAllAsync(CancellationToken cancellationToken)
        => database.CreateCommand("""
            SELECT p.id, p.version, p.document, p.created_at, p.updated_at, s.skus, s.available, p.lowest_price, s.versions
            FROM products p
            LEFT JOIN LATERAL (
                SELECT array_agg(sku) AS skus, array_agg(available) AS available, array_agg(version) AS versions
                FROM stock WHERE product_id = p.id) s ON true
            ORDER BY p.id
            """).StreamAsync(row => StockedProduct(row) with { StockVersions = BySku<long>(row, "versions") }, cancellationToken);

    public Task<StockLevel?> FindStockAsync(string sku, CancellationToken cancellationToken)
        => database.CreateCommand("""
            SELECT sku, product_id, available, reserved, sold, version FROM stock WHERE sku = $1 AND product_id IS NOT NULL
            """).With(Parameter.Of(sku)).ReadOneAsync(StockRows.Level, cancellationToken);

    public async Task<IReadOnlyList<StockMovement>> GetStockHistoryAsync(
        string sku, long before, int limit, CancellationToken cancellationToken)
        => await database.CreateCommand("""
            SELECT version, at, reason, order_id, available, reserved, sold, change
            FROM stock_movements WHERE sku = $1 AND version < $2 ORDER BY version DESC LIMIT $3
            """).With(Parameter.Of(sku), Parameter.Of(before), Parameter.Of(limit)).ReadAllAsync(StockRows.Movement, cancellationToken);

    public async Task<IReadOnlyList<ProductHistoryEntry>> GetProductHistoryAsync(
        Guid id, long before, int limit, CancellationToken cancellationToken)
        => await database.CreateCommand(HistoryRows.Page).With(Parameter.Of(id), Parameter.Of(before), Parameter.Of(limit))
            .ReadAllAsync(HistoryRows.Entry, cancellationToken);

    public async Task<StockAudit> AuditStockAsync(CancellationToken cancellationToken)
        => (await database.CreateCommand(StockRows.Audit).ReadOneAsync(StockRows.StockAudit, cancellationToken))!;

    public async Task ForgetResultsAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        // In batches, so that no statement takes long; what another replica is deleting is left to it.
        int forgotten;
        do
        {
            forgotten = (await database.CreateCommand("""
                DELETE FROM idempotent_results WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM idempotent_results WHERE at < $1 LIMIT 5000 FOR UPDATE SKIP LOCKED))
                RETURNING 1 AS one
                """).With(Parameter.Of(before)).ReadAllAsync(row => row.Get<int>("one"), cancellationToken)).Count;
        }
        while (forgotten > 0);
    }

    public Task<T> InTransactionAsync<T>(
        Func<ICatalogTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
        => TransactionRetry.RunAsync(
            async token =>
            {
                await using var transaction = await BeginAsync(token);
                return await work(transaction, token);
            },
            cancellationToken);

    private async Task<PostgresCatalogTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        return new PostgresCatalogTransaction(await connection.BeginTransactionAsync(cancellationToken), outbox);
    }

    /// <summary>
    /// Only the conditions that are asked for: a statement that tests parameters for null gets one plan for all of them, which reads the
    /// whole table.
    /// </summary>
    private static string ListSql(ProductQuery query)
    {
        var (order, after) = Order(query.Sort);
        (bool Applies, string Sql)[] conditions =
        [
            (!query.IncludeUnpublished, "p.published"),
            (query.Categories is not null, "p.category = ANY ($1)"),
            (query.Brand is not null, "p.brand = $2"),
            (query.MinPrice is not null, "p.lowest_price >= $3"),
            (query.MaxPrice is not null, "p.lowest_price <= $4"),
            (query.After is not null, after),
            (query.Name is not null, "p.sort_name LIKE $9"),
        ];
        var applying = conditions.Where(condition => condition.Applies).Select(condition => condition.Sql).Prepend("true");
        return $"{Stocked} WHERE {string.Join(" AND ", applying)} ORDER BY {order} LIMIT $8";
    }

    /// <summary>How a page is sorted, and which rows come after the cursor: $5 id, $6 name, $7 price.</summary>
    private static (string Order, string After) Order(ProductSort sort) => sort switch
    {
        ProductSort.Name => ("p.sort_name, p.id", "(p.sort_name, p.id) > ($6, $5)"),
        ProductSort.Price => ("p.lowest_price, p.id", "(p.lowest_price, p.id) > ($7, $5)"),
        ProductSort.PriceDescending => ("p.lowest_price DESC, p.id DESC", "(p.lowest_price, p.id) < ($7, $5)"),
        ProductSort.Newest => ("p.id DESC", "p.id < $5"),
        _ => throw new ArgumentOutOfRangeException(nameof(sort)),
    };

    /// <summary>A text in a pattern, which stands for itself alone.</summary>
    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);

    private static StockedProduct StockedProduct(NpgsqlDataReader row)
    {
        var available = BySku<int>(row, "available");
        return new StockedProduct(ProductRows.Product(row), available, row.Get<decimal>("lowest_price"));
    }

    /// <summary>A product without stock has null in place of its arrays.</summary>
    private static Dictionary<string, T> BySku<T>(NpgsqlDataReader row, string column)
    {
        var skus = row.GetNullable<string[]>("skus") ?? [];
        var values = row.GetNullable<T[]>(column) ?? [];
        return skus.Zip(values).ToDictionary(s => s.First, s => s.Second, StringComparer.Ordinal);
    }

    private static SellableVariant SellableVariant(NpgsqlDataReader row)
    {
        var variant = JsonSerializer.Deserialize(row.Get<byte[]>("variant"), CatalogJson.Default.Variant)!;
        return new SellableVariant(
            row.Get<Guid>("product_id"), row.Get<string>("name"), variant, row.Get<int>("available"), row.Get<bool>("published"),
            row.Get<string>("category"), row.GetNullable<string>("image"));
    }
}
