using System.Runtime.CompilerServices;
using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Stock;
using Ecommerce.Mongo;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Storage.Mongo;

internal sealed class MongoProductStore(MongoCatalogue catalogue, TimeProvider time) : IProductStore
{
    private const int PageSize = 200;

    private static FilterDefinitionBuilder<ProductDocument> Filter => Builders<ProductDocument>.Filter;

    public async Task<StockedProduct?> FindAsync(Guid id, CancellationToken cancellationToken)
        => (await StockedAsync(Filter.Eq(p => p.Id, id), Builders<ProductDocument>.Sort.Ascending(p => p.Id), 1, cancellationToken)).SingleOrDefault();

    public Task<IReadOnlyList<StockedProduct>> ListAsync(ProductQuery query, CancellationToken cancellationToken)
        => StockedAsync(ProductQueries.Matches(query), ProductQueries.Order(query.Sort), query.Limit, cancellationToken);

    public async Task<IReadOnlyList<SellableVariant>> FindVariantsAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        var found = await Snapshot(catalogue.Stock).Aggregate().Match(s => skus.Contains(s.Sku) && s.ProductId != null)
            .Lookup<StockDocument, ProductDocument, SoldStockDocument>(catalogue.Products, s => s.ProductId, p => p.Id, s => s.Products)
            .ToListAsync(cancellationToken);
        var products = found.SelectMany(s => s.Products).DistinctBy(p => p.Id).ToDictionary(p => p.Id, p => p.ToProduct());
        return [.. found.Where(s => s.Products.Count > 0).Select(s => s.ToSellableVariant(products[s.ProductId!.Value]))];
    }

    public async Task<IReadOnlyList<Product>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var due = await catalogue.Products.Find(p => p.RefreshAt <= now.UtcDateTime).SortBy(p => p.RefreshAt).Limit(limit).ToListAsync(cancellationToken);
        return [.. due.Select(p => p.ToProduct())];
    }

    public async Task<CategoryTree> CategoriesAsync(CancellationToken cancellationToken)
        => new([.. (await catalogue.Categories.Find(_ => true).ToListAsync(cancellationToken)).Select(c => c.ToCategory())]);

    public async Task<IReadOnlyDictionary<string, int>> CountByCategoryAsync(CancellationToken cancellationToken)
        => (await catalogue.Products.Aggregate().Match(p => p.Published)
                .Group(p => p.Category, group => new { Category = group.Key, Products = group.Count() }).ToListAsync(cancellationToken))
            .ToDictionary(count => count.Category, count => count.Products, StringComparer.Ordinal);

    public async IAsyncEnumerable<StockedProduct> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rest = Filter.Empty;
        while (await StockedAsync(rest, Builders<ProductDocument>.Sort.Ascending(p => p.Id), PageSize, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var product in page)
                yield return product;
            rest = Filter.Gt(p => p.Id, page[^1].Product.Id);
        }
    }

    public async Task<StockLevel?> FindStockAsync(string sku, CancellationToken cancellationToken)
        => (await catalogue.Stock.Find(s => s.Sku == sku && s.ProductId != null).FirstOrDefaultAsync(cancellationToken))?.ToLevel();

    public async Task<IReadOnlyList<StockMovement>> StockHistoryAsync(string sku, long before, int limit, CancellationToken cancellationToken)
    {
        var found = await catalogue.Movements.Find(m => m.Sku == sku && m.Version < before)
            .SortByDescending(m => m.Version).Limit(limit).ToListAsync(cancellationToken);
        return [.. found.Select(m => m.ToMovement())];
    }

    public Task<StockAudit> AuditStockAsync(CancellationToken cancellationToken)
        => catalogue.InTransactionAsync(time, (session, token) => MongoStockAudit.RunAsync(session, catalogue, token), cancellationToken);

    public async Task<T> InTransactionAsync<T>(Func<ICatalogTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var turn = new Turn(catalogue.Turns);
        return await catalogue.InTransactionAsync(
            time,
            async (session, token) =>
            {
                await turn.WaitAsync(token);
                return await work(new MongoCatalogTransaction(session, catalogue, turn, time), token);
            },
            cancellationToken);
    }

    public bool IsOutage(Exception failure) => MongoTransactions.IsOutage(failure);

    /// <summary>One query on a snapshot: a product is never read with the stock of another moment.</summary>
    private async Task<IReadOnlyList<StockedProduct>> StockedAsync(
        FilterDefinition<ProductDocument> filter, SortDefinition<ProductDocument> order, int limit, CancellationToken cancellationToken)
    {
        var found = await Snapshot(catalogue.Products).Aggregate().Match(filter).Sort(order).Limit(limit)
            .Lookup<ProductDocument, StockDocument, StockedProductDocument>(catalogue.Stock, p => p.Id, s => s.ProductId, p => p.Stock)
            .ToListAsync(cancellationToken);
        return [.. found.Select(p => p.ToStockedProduct())];
    }

    private static IMongoCollection<TDocument> Snapshot<TDocument>(IMongoCollection<TDocument> collection) => collection.WithReadConcern(ReadConcern.Snapshot);
}
