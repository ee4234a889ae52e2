using System.Text.RegularExpressions;
using Ecommerce.CatalogService.Domain.Products;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Infrastructure.Mongo;

/// <summary>The filter and the sort of a list, in the form that its indexes serve.</summary>
internal static class ProductQueries
{
    private static FilterDefinitionBuilder<ProductDocument> Filter => Builders<ProductDocument>.Filter;

    private static SortDefinitionBuilder<ProductDocument> Sort => Builders<ProductDocument>.Sort;

    public static FilterDefinition<ProductDocument> Filtered(ProductQuery query)
    {
        // Every index begins with this field, so both values are listed where either will do: the server merges the two sorted ranges.
        var published = query.IncludeUnpublished ? Filter.In(p => p.Published, [true, false]) : Filter.Eq(p => p.Published, true);
        var all = new List<FilterDefinition<ProductDocument>> { published };
        if (query.Categories is { } categories)
            all.Add(Filter.In(p => p.Category, categories));
        if (query.Brand is { } brand)
            all.Add(Filter.Eq(p => p.Brand, brand));
        if (query.MinPrice is { } min)
            all.Add(Filter.Gte(p => p.LowestPrice, min));
        if (query.MaxPrice is { } max)
            all.Add(Filter.Lte(p => p.LowestPrice, max));
        if (query.Name is { } name)
            all.Add(Filter.Regex(p => p.SortName, new BsonRegularExpression(Regex.Escape(name))));
        if (query.After is { } after)
            all.Add(After(query.Sort, after));
        return Filter.And(all);
    }

    public static SortDefinition<ProductDocument> Sorted(ProductSort sort) => sort switch
    {
        ProductSort.Name => Sort.Ascending(p => p.SortName).Ascending(p => p.Id),
        ProductSort.Price => Sort.Ascending(p => p.LowestPrice).Ascending(p => p.Id),
        ProductSort.PriceDescending => Sort.Descending(p => p.LowestPrice).Descending(p => p.Id),
        _ => Sort.Descending(p => p.Id),
    };

    /// <summary>The sort field is bounded outside the OR as well, so that the index is entered where the page begins.</summary>
    private static FilterDefinition<ProductDocument> After(ProductSort sort, ProductCursor cursor) => sort switch
    {
        ProductSort.Name => Filter.Gte(p => p.SortName, cursor.Name)
            & (Filter.Gt(p => p.SortName, cursor.Name) | Filter.Gt(p => p.Id, cursor.Id)),
        ProductSort.Price => Filter.Gte(p => p.LowestPrice, cursor.Price)
            & (Filter.Gt(p => p.LowestPrice, cursor.Price) | Filter.Gt(p => p.Id, cursor.Id)),
        ProductSort.PriceDescending => Filter.Lte(p => p.LowestPrice, cursor.Price)
            & (Filter.Lt(p => p.LowestPrice, cursor.Price) | Filter.Lt(p => p.Id, cursor.Id)),
        _ => Filter.Lt(p => p.Id, cursor.Id),
    };
}
