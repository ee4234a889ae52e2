using System.Text.Json;
using Ecommerce.CatalogService.Domain.Products;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.CatalogService.Infrastructure.Postgres;

internal static class ProductRows
{
    public static async Task<IReadOnlyList<Product>> FindAsync(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
        => await new NpgsqlCommand("SELECT id, version, document, created_at, updated_at FROM products WHERE id = ANY ($1)", connection)
            .With(Parameter.Of(ids.ToArray())).ReadAllAsync(Product, cancellationToken);

    public static Task SaveAsync(NpgsqlConnection connection, IReadOnlyCollection<Product> products, CancellationToken cancellationToken)
        => new NpgsqlCommand("""
            INSERT INTO products (id, version, document, created_at, updated_at, sort_name, lowest_price, refresh_at)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (id) DO UPDATE SET
                version = excluded.version, document = excluded.document, updated_at = excluded.updated_at,
                sort_name = excluded.sort_name, lowest_price = excluded.lowest_price, refresh_at = excluded.refresh_at
            """, connection).With(
                Parameter.Of(products.Select(p => p.Id).ToArray()),
                Parameter.Of(products.Select(p => p.Version).ToArray()),
                Documents(products),
                Parameter.Of(products.Select(p => p.CreatedAt).ToArray()),
                Parameter.Of(products.Select(p => p.UpdatedAt).ToArray()),
                Parameter.Of(products.Select(p => p.Details.SortName()).ToArray()),
                Parameter.Of(products.Select(p => p.Details.LowestPriceAt(p.UpdatedAt)).ToArray()),
                Parameter.Of(products.Select(p => p.Details.NextPriceChange(p.UpdatedAt)).ToArray()))
            .ExecuteAsync(cancellationToken);

    public static Task RefreshAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> categories, DateTimeOffset now, CancellationToken cancellationToken)
        => new NpgsqlCommand("UPDATE products SET refresh_at = $2 WHERE category = ANY ($1)", connection)
            .With(Parameter.Of(categories.ToArray()), Parameter.Of(now)).ExecuteAsync(cancellationToken);

    public static Task DeleteAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
        => new NpgsqlCommand("DELETE FROM products WHERE id = $1", connection).With(Parameter.Of(id)).ExecuteAsync(cancellationToken);

    public static async Task<bool> LockIfEmptyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended('catalog-demo', 0))", connection)
            .ExecuteAsync(cancellationToken);
        return await new NpgsqlCommand("SELECT NOT EXISTS (SELECT FROM stock)", connection).ReadBooleanAsync(cancellationToken);
    }

    public static Product Product(NpgsqlDataReader row) => new(
        row.Get<Guid>("id"), row.Get<long>("version"),
        JsonSerializer.Deserialize(row.Get<byte[]>("document"), CatalogJson.Default.ProductDetails)!,
        row.Get<DateTimeOffset>("created_at"), row.Get<DateTimeOffset>("updated_at"));

    private static NpgsqlParameter Documents(IReadOnlyCollection<Product> products) => new()
    {
        Value = products.Select(p => JsonSerializer.Serialize(p.Details, CatalogJson.Default.ProductDetails)).ToArray(),
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
    };
}
