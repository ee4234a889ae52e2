using Ecommerce.Contracts;
using Ecommerce.SearchService.Domain.Products;
using Ecommerce.SearchService.Domain.Queries;
using Ecommerce.SearchService.Domain.Text;

namespace Ecommerce.SearchService.Features.Search;

/// <param name="Match"><c>all</c>, <c>corrected</c>, <c>some</c> or <c>none</c>.</param>
/// <param name="TotalIsExact">False: the total and the facets are lower bounds.</param>
internal sealed record SearchResponse(
    string Query, string Match, string? DidYouMean, long Total, bool TotalIsExact, IReadOnlyList<FoundProduct> Items, string? Next,
    FacetsResponse Facets, IReadOnlyList<FoundProduct> Alternatives)
{
    public static SearchResponse Of(SearchRequest request, SearchResult result, CategoryNames categories)
    {
        var page = result.Hits.Page;
        var next = page.Count > request.Limit ? SearchCursorText.Encode(CursorAfter(page[request.Limit - 1], request.Sort)) : null;
        return new(
            request.Text.Trim(), result.Match.ToString().ToLowerInvariant(), result.DidYouMean, result.Hits.Total, result.Hits.IsExact,
            [.. page.Take(request.Limit).Select(FoundProduct.Of)], next,
            FacetsResponse.Of(result.Hits.Facets, request.Filters, categories), [.. result.Alternatives.Select(FoundProduct.Of)]);
    }

    private static SearchCursor CursorAfter(Hit last, SearchSort sort) => new(sort, last.Key, last.Product.Id);
}

/// <param name="Price">Of the cheapest variant now.</param>
/// <param name="RegularPrice">Of the same variant outside a sale.</param>
/// <param name="OnSale">Whether any variant costs less than outside a sale.</param>
/// <param name="Rating">Mean stars; 0 without ratings.</param>
internal sealed record FoundProduct(
    Guid Id, string Name, string Brand, string Category, string CategoryPath, Money Price, Money RegularPrice, Money HighestPrice,
    bool OnSale, int Available, decimal Rating, int Ratings, string? Image, HighlightsResponse Highlights)
{
    public static FoundProduct Of(Hit hit)
    {
        var product = hit.Product;
        return new(
            product.Id, product.Name, product.Brand, product.Category, product.CategoryPath,
            product.Price, product.RegularPrice ?? product.Price, product.HighestPrice, product.OnSale, product.Available,
            product.Rating, product.Ratings, product.Image, new(Highlighting.Html(hit.Name), Highlighting.Html(hit.Description)));
    }
}

/// <summary>HTML in which only <c>&lt;mark&gt;</c> is markup.</summary>
internal sealed record HighlightsResponse(string Name, string Description);
