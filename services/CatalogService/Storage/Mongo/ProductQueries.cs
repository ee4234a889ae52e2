using Ecommerce.CatalogService.Products;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Storage.Mongo;

/// <summary>What a list asks for, in words that its indexes answer.</summary>
internal static class ProductQueries
{
    private static FilterDefinitionBuilder<ProductDocument> Filter => Builders<ProductDocument>.Filter;

    private static SortDefinitionBuilder<ProductDocument> Sort => Builders<ProductDocument>.Sort;

    public static FilterDefinition<ProductDocument> Matches(ProductQuery query)
    {
        // All that is sorted by is indexed behind it, so both values are asked for where either will do: the server merges what is in order already.
        var all = new List<FilterDefinition<ProductDocument>> { query.WithUnpublished ? Filter.In(p => p.Published, [true, false]) : Filter.Eq(p => p.Published, true) };
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

    public static SortDefinition<ProductDocument> Order(ProductSort sort) => sort switch
    {
        ProductSort.Name => Sort.Ascending(p => p.SortName).Ascending(p => p.Id),
        ProductSort.Price => Sort.Ascending(p => p.LowestPrice).Ascending(p => p.Id),
        ProductSort.PriceDescending => Sort.Descending(p => p.LowestPrice).Descending(p => p.Id),
        _ => Sort.Descending(p => p.Id),
    };

    /// <summary>What is sorted by is bounded outside the alternative, so that the index is entered where the page begins.</summary>
    private static FilterDefinition<ProductDocument> Behind(ProductSort sort, ProductCursor after) => sort switch
    {
        ProductSort.Name => Filter.Gte(p => p.SortName, after.Name) & (Filter.Gt(p => p.SortName, after.Name) | Filter.Gt(p => p.Id, after.Id)),
        ProductSort.Price => Filter.Gte(p => p.LowestPrice, after.Price) & (Filter.Gt(p => p.LowestPrice, after.Price) | Filter.Gt(p => p.Id, after.Id)),
        ProductSort.PriceDescending => Filter.Lte(p => p.LowestPrice, after.Price) & (Filter.Lt(p => p.LowestPrice, after.Price) | Filter.Lt(p => p.Id, after.Id)),
        _ => Filter.Lt(p => p.Id, after.Id),
    };
}
