using Ecommerce.Contracts;
using Ecommerce.SearchService.Indexing;

namespace Ecommerce.SearchService.Queries;

/// <param name="Match"><c>all</c>, <c>corrected</c>, <c>some</c> or <c>none</c>.</param>
/// <param name="TotalIsExact">False: there are at least so many, and facets count at least so many.</param>
internal sealed record SearchResponse(
    string Query, string Match, string? DidYouMean, long Total, bool TotalIsExact, IReadOnlyList<FoundProduct> Items, string? Next,
    FacetsResponse Facets, IReadOnlyList<FoundProduct> Alternatives)
{
    public static SearchResponse Of(SearchRequest request, Found found, CategoryNames categories)
    {
        var page = found.Hits.Page;
        var next = page.Count > request.Limit
            ? new SearchCursor(request.Sort, page[request.Limit - 1].Key, page[request.Limit - 1].Product.Id).Encode()
            : null;
        return new(
            request.Text.Trim(), found.Match.ToString().ToLowerInvariant(), found.DidYouMean, found.Hits.Total, found.Hits.IsExact,
            [.. page.Take(request.Limit).Select(FoundProduct.Of)], next,
            FacetsResponse.Of(found.Hits.Facets, request.Filters, categories), [.. found.Alternatives.Select(FoundProduct.Of)]);
    }
}

/// <param name="Price">Of the cheapest variant now.</param>
/// <param name="Rating">Mean stars; 0 without ratings.</param>
internal sealed record FoundProduct(
    Guid Id, string Name, string Brand, string Category, string CategoryPath, Money Price, Money HighestPrice, int Available,
    decimal Rating, int Ratings, string? Image, HighlightsResponse Highlights)
{
    public static FoundProduct Of(Hit hit)
    {
        var product = hit.Product;
        return new(
            product.Id, product.Name, product.Brand, product.Category, product.CategoryPath, product.Price, product.HighestPrice, product.Available,
            product.Rating, product.Ratings, product.Image, new(Highlighting.Html(hit.Name), Highlighting.Html(hit.Description)));
    }
}

/// <summary>HTML in which only <c>&lt;mark&gt;</c> is markup.</summary>
internal sealed record HighlightsResponse(string Name, string Description);
