using Dapper;
using Ecommerce.Contracts;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Postgres;

/// <summary>
/// Projection of the catalogue's SKUs. The highest version of a product and of its stock wins, in whatever order events arrive.
/// </summary>
internal static class SkuProjection
{
    private const string SaveProduct = """
        INSERT INTO skus AS existing (sku, product_id, product_version, name, published, price, currency, available, stock_version)
        SELECT sku, @ProductId, @Version, name, @Published, price, currency, 0, -1
        FROM unnest(@skus, @names, @prices, @currencies) AS v (sku, name, price, currency) ORDER BY sku
        ON CONFLICT (sku) DO UPDATE SET product_id = excluded.product_id, product_version = excluded.product_version, name = excluded.name,
            published = excluded.published, price = excluded.price, currency = excluded.currency
        WHERE existing.product_version < excluded.product_version OR existing.product_id <> excluded.product_id
        """;

    private const string SaveStock = """
        WITH latest AS (
            SELECT s.sku, v.available, v.version
            FROM skus s JOIN unnest(@skus, @available, @versions) AS v (sku, available, version) USING (sku)
            WHERE s.stock_version < v.version ORDER BY s.sku FOR UPDATE OF s)
        UPDATE skus SET available = latest.available, stock_version = latest.version FROM latest WHERE skus.sku = latest.sku
        """;

    private const string Withdraw = """
        UPDATE skus SET published = false, product_version = @version
        WHERE product_id = @productId AND product_version < @version AND sku <> ALL(@keep)
        """;

    public static async Task SaveAsync(NpgsqlTransaction transaction, ProductChanged product, CancellationToken cancellationToken)
    {
        var variants = product.Variants;
        await ExecuteAsync(transaction, SaveProduct, new
        {
            product.ProductId, product.Version, product.Published,
            skus = variants.Select(variant => variant.Sku).ToArray(),
            names = variants.Select(variant => NameOf(product, variant)).ToArray(),
            prices = variants.Select(variant => variant.Price.Amount).ToArray(),
            currencies = variants.Select(variant => variant.Price.Currency).ToArray(),
        }, cancellationToken);
        await SaveAsync(
            transaction, [.. variants.Select(variant => new SkuStock(variant.Sku, variant.Available, variant.StockVersion))],
            cancellationToken);
        await WithdrawAsync(
            transaction, product.ProductId, product.Version, [.. variants.Select(variant => variant.Sku)], cancellationToken);
    }

    public static Task SaveAsync(NpgsqlTransaction transaction, StockChanged stock, CancellationToken cancellationToken)
        => SaveAsync(transaction, stock.Skus, cancellationToken);

    /// <summary>Unpublishes the SKUs that the product does not have any more.</summary>
    public static Task WithdrawAsync(
        NpgsqlTransaction transaction, Guid productId, long version, string[] keep, CancellationToken cancellationToken)
        => ExecuteAsync(transaction, Withdraw, new { productId, version, keep }, cancellationToken);

    private static Task<int> SaveAsync(NpgsqlTransaction transaction, IReadOnlyList<SkuStock> stock, CancellationToken cancellationToken)
        => ExecuteAsync(transaction, SaveStock, new
        {
            skus = stock.Select(sku => sku.Sku).ToArray(),
            available = stock.Select(sku => sku.Available).ToArray(),
            versions = stock.Select(sku => sku.Version).ToArray(),
        }, cancellationToken);

    private static string NameOf(ProductChanged product, ProductVariant variant)
        => variant.Options.Count > 0 ? $"{product.Name} ({string.Join(", ", variant.Options.Values)})" : product.Name;

    private static Task<int> ExecuteAsync(NpgsqlTransaction transaction, string sql, object parameters, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken));
}
