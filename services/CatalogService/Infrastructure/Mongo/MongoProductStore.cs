using System.Runtime.CompilerServices;
using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Reservations;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.Mongo;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Infrastructure.Mongo;

internal sealed class MongoProductStore(MongoCatalogue catalogue, TimeProvider timeProvider) : IProductStore
{
    private const int PageSize = 200;

    private static FilterDefinitionBuilder<ProductDocument> Filter => Builders<ProductDocument>.Filter;

    private static SortDefinition<ProductDocument> ById => Builders<ProductDocument>.Sort.Ascending(p => p.Id);

    public async Task<StockedProduct?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await FindStockedAsync(Filter.Eq(p => p.Id, id), ById, 1, cancellationToken);
        return found.SingleOrDefault();
    }

    public Task<IReadOnlyList<StockedProduct>> ListAsync(ProductQuery query, CancellationToken cancellationToken)
        => FindStockedAsync(ProductQueries.Filtered(query), ProductQueries.Sorted(query.Sort), query.Limit, cancellationToken);

    public async Task<IReadOnlyList<SellableVariant>> FindVariantsAsync(
        IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        var found = await Snapshot(catalogue.Stock).Aggregate().Match(s => skus.Contains(s.Sku) && s.ProductId != null)
            .Lookup<StockDocument, ProductDocument, SoldStockDocument>(catalogue.Products, s => s.ProductId, p => p.Id, s => s.Products)
            .ToListAsync(cancellationToken);
        var products = found.SelectMany(s => s.Products).DistinctBy(p => p.Id).ToDictionary(p => p.Id, p => p.ToProduct());
        return [.. found.Where(s => s.Products.Count > 0).Select(s => s.ToSellableVariant(products[s.ProductId!.Value]))];
    }

    public async Task<IReadOnlyList<LowStock>> ListLowStockAsync(
        int atMost, LowStock? after, int limit, CancellationToken cancellationToken)
    {
        var stock = Builders<StockDocument>.Filter;
        var low = stock.Ne(s => s.ProductId, null) & stock.Lte(s => s.Available, atMost);
        if (after is { } last)
            low &= stock.Gte(s => s.Available, last.Available)
                & (stock.Gt(s => s.Available, last.Available) | stock.Gt(s => s.Sku, last.Sku));
        return await catalogue.Stock.Find(low).SortBy(s => s.Available).ThenBy(s => s.Sku).Limit(limit)
            .Project(s => new LowStock(s.Sku, s.Available)).ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<ProductVersion>> FindDueForRefreshAsync(
        DateTimeOffset now, IReadOnlyCollection<Guid> except, int limit, CancellationToken cancellationToken)
        => await catalogue.Products.Find(p => p.RefreshAt <= now.UtcDateTime && !except.Contains(p.Id))
            .SortBy(p => p.RefreshAt).Limit(limit).Project(p => new ProductVersion(p.Id, p.Version)).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<Guid>> FindExpiredReservationsAsync(
        DateTimeOffset now, IReadOnlyCollection<Guid> except, int limit, CancellationToken cancellationToken)
        => await catalogue.Reservations
            .Find(r => r.State == nameof(ReservationState.Held) && r.ExpiresAt < now.UtcDateTime && !except.Contains(r.OrderId))
            .SortBy(r => r.ExpiresAt).Limit(limit).Project(r => r.OrderId).ToListAsync(cancellationToken);

    public async Task<CategoryTree> GetCategoriesAsync(CancellationToken cancellationToken)
    {
        var categories = await catalogue.Categories.Find(_ => true).ToListAsync(cancellationToken);
        return new([.. categories.Select(c => c.ToCategory())]);
    }

    public async Task<IReadOnlyDictionary<string, int>> CountByCategoryAsync(CancellationToken cancellationToken)
    {
        var counts = await catalogue.Products.Aggregate().Match(p => p.Published)
            .Group(p => p.Category, group => new { Category = group.Key, Products = group.Count() }).ToListAsync(cancellationToken);
        return counts.ToDictionary(count => count.Category, count => count.Products, StringComparer.Ordinal);
    }

    public async IAsyncEnumerable<StockedProduct> StreamAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rest = Filter.Empty;
        while (await FindStockedAsync(rest, ById, PageSize, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var product in page)
                yield return product;
            rest = Filter.Gt(p => p.Id, page[^1].Product.Id);
        }
    }

    public async Task<StockLevel?> FindStockAsync(string sku, CancellationToken cancellationToken)
    {
        var found = await catalogue.Stock.Find(s => s.Sku == sku && s.ProductId != null).FirstOrDefaultAsync(cancellationToken);
        return found?.ToLevel();
    }

    public async Task<IReadOnlyList<StockMovement>> GetStockHistoryAsync(
        string sku, long before, int limit, CancellationToken cancellationToken)
    {
        var found = await catalogue.Movements.Find(m => m.Sku == sku && m.Version < before)
            .SortByDescending(m => m.Version).Limit(limit).ToListAsync(cancellationToken);
        return [.. found.Select(m => m.ToMovement())];
    }

    public async Task<IReadOnlyList<ProductHistoryEntry>> GetProductHistoryAsync(
        Guid id, long before, int limit, CancellationToken cancellationToken)
    {
        var found = await catalogue.History.Find(h => h.ProductId == id && h.Version < before)
            .SortByDescending(h => h.Version).Limit(limit).ToListAsync(cancellationToken);
        return [.. found.Select(h => h.ToEntry())];
    }

    public Task ForgetResultsAsync(DateTimeOffset before, CancellationToken cancellationToken)
        => catalogue.Results.DeleteManyAsync(result => result.At < before.UtcDateTime, cancellationToken);

    public Task<StockAudit> AuditStockAsync(CancellationToken cancellationToken)
        => catalogue.InTransactionAsync(
            timeProvider, (session, token) => MongoStockAudit.RunAsync(session, catalogue, token), cancellationToken);

    public async Task<T> InTransactionAsync<T>(
        Func<ICatalogTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var locks = new TransactionLocks(catalogue.ProcessLocks);
        return await catalogue.InTransactionAsync(
            timeProvider,
            async (session, token) =>
            {
                await locks.TakeAsync(token);
                return await work(new MongoCatalogTransaction(session, catalogue, locks, timeProvider), token);
            },
            cancellationToken);
    }

    /// <summary>One query on a snapshot, so that product and stock are consistent.</summary>
    private async Task<IReadOnlyList<StockedProduct>> FindStockedAsync(
        FilterDefinition<ProductDocument> filter, SortDefinition<ProductDocument> order, int limit, CancellationToken cancellationToken)
    {
        var found = await Snapshot(catalogue.Products).Aggregate().Match(filter).Sort(order).Limit(limit)
            .Lookup<ProductDocument, StockDocument, StockedProductDocument>(catalogue.Stock, p => p.Id, s => s.ProductId, p => p.Stock)
            .ToListAsync(cancellationToken);
        return [.. found.Select(p => p.ToStockedProduct())];
    }

    private static IMongoCollection<TDocument> Snapshot<TDocument>(IMongoCollection<TDocument> collection)
        => collection.WithReadConcern(ReadConcern.Snapshot);
}
