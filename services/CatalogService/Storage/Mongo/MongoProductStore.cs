using System.Runtime.CompilerServices;
using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Stock;
using Ecommerce.Mongo;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Storage.Mongo;

internal sealed class MongoProductStore(MongoCatalogue catalogue, TimeProvider time) : IProductStore
{
    private static FilterDefinitionBuilder<ProductDocument> Filter => Builders<ProductDocument>.Filter;

    public async Task<StockedProduct?> FindAsync(Guid id, CancellationToken cancellationToken)
        => await catalogue.Products.Find(p => p.Id == id).FirstOrDefaultAsync(cancellationToken) is { } product
            ? (await StockedAsync([product], cancellationToken))[0]
            : null;

    public async Task<IReadOnlyList<StockedProduct>> ListAsync(ProductQuery query, CancellationToken cancellationToken)
    {
        var found = await catalogue.Products.Find(Matches(query)).Sort(Order(query.Sort)).Limit(query.Limit).ToListAsync(cancellationToken);
        return await StockedAsync(found, cancellationToken);
    }

    public async Task<IReadOnlyList<SellableVariant>> FindVariantsAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        var stock = await catalogue.Stock.Find(s => skus.Contains(s.Sku) && s.ProductId != null).ToListAsync(cancellationToken);
        var ids = stock.Select(s => s.ProductId!.Value).Distinct().ToList();
        var products = (await catalogue.Products.Find(p => ids.Contains(p.Id)).ToListAsync(cancellationToken)).ToDictionary(p => p.Id, p => p.ToProduct());
        return
        [
            .. from level in stock
               where products.ContainsKey(level.ProductId!.Value)
               let product = products[level.ProductId!.Value]
               from variant in product.Details.Variants
               where variant.Sku == level.Sku
               select new SellableVariant(product.Id, product.Details.Name, variant, level.Available, product.Details.Published),
        ];
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
        using var cursor = await catalogue.Products.Find(_ => true).SortBy(p => p.Id).ToCursorAsync(cancellationToken);
        while (await cursor.MoveNextAsync(cancellationToken))
        {
            foreach (var product in await StockedAsync([.. cursor.Current], cancellationToken))
                yield return product;
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

    public Task<T> InTransactionAsync<T>(Func<ICatalogTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
        => catalogue.InTransactionAsync(
            time, (session, token) => work(new MongoCatalogTransaction(session, catalogue, time), token), cancellationToken);

    public bool IsOutage(Exception failure) => MongoTransactions.IsOutage(failure);

    private async Task<IReadOnlyList<StockedProduct>> StockedAsync(IReadOnlyList<ProductDocument> products, CancellationToken cancellationToken)
    {
        var ids = products.Select(p => (Guid?)p.Id).ToList();
        var stock = (await catalogue.Stock.Find(s => ids.Contains(s.ProductId)).ToListAsync(cancellationToken)).ToLookup(s => s.ProductId);
        return
        [
            .. products.Select(p => new StockedProduct(
                p.ToProduct(), stock[p.Id].ToDictionary(s => s.Sku, s => s.Available, StringComparer.Ordinal), p.LowestPrice,
                stock[p.Id].ToDictionary(s => s.Sku, s => s.Version, StringComparer.Ordinal))),
        ];
    }

    private static FilterDefinition<ProductDocument> Matches(ProductQuery query)
    {
        var all = new List<FilterDefinition<ProductDocument>> { Filter.Empty };
        if (!query.WithUnpublished)
            all.Add(Filter.Eq(p => p.Published, true));
        if (query.Categories is { } categories)
            all.Add(Filter.In(p => p.Category, categories));
        if (query.Brand is { } brand)
            all.Add(Filter.Eq(p => p.Brand, brand));
        if (query.MinPrice is { } least)
            all.Add(Filter.Gte(p => p.LowestPrice, least));
        if (query.MaxPrice is { } most)
            all.Add(Filter.Lte(p => p.LowestPrice, most));
        if (query.After is { } after)
            all.Add(Behind(query.Sort, after));
        return Filter.And(all);
    }

    private static FilterDefinition<ProductDocument> Behind(ProductSort sort, ProductCursor after) => sort switch
    {
        ProductSort.Name => Filter.Gt(p => p.SortName, after.Name) | (Filter.Eq(p => p.SortName, after.Name) & Filter.Gt(p => p.Id, after.Id)),
        ProductSort.Price => Filter.Gt(p => p.LowestPrice, after.Price) | (Filter.Eq(p => p.LowestPrice, after.Price) & Filter.Gt(p => p.Id, after.Id)),
        ProductSort.PriceDescending => Filter.Lt(p => p.LowestPrice, after.Price) | (Filter.Eq(p => p.LowestPrice, after.Price) & Filter.Lt(p => p.Id, after.Id)),
        _ => Filter.Lt(p => p.Id, after.Id),
    };

    private static SortDefinition<ProductDocument> Order(ProductSort sort) => sort switch
    {
        ProductSort.Name => Builders<ProductDocument>.Sort.Ascending(p => p.SortName).Ascending(p => p.Id),
        ProductSort.Price => Builders<ProductDocument>.Sort.Ascending(p => p.LowestPrice).Ascending(p => p.Id),
        ProductSort.PriceDescending => Builders<ProductDocument>.Sort.Descending(p => p.LowestPrice).Descending(p => p.Id),
        _ => Builders<ProductDocument>.Sort.Descending(p => p.Id),
    };
}
