using System.Net;
using Ecommerce.Storefront.Infrastructure.Catalog;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Listing;

/// <summary>Reads lists of products from the search, and where that does not answer, plainer ones from the catalogue.</summary>
internal sealed class ShelfReader(GatewayClient gateway, ProductCatalog catalog, Session session)
{
    // A first visit makes at most 25 requests, a picture each and those of the page.
    private const int PageSize = 16;

    /// <summary>Null while the search does not answer.</summary>
    public async Task<SearchResponse?> FindAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await gateway.GetAsync<SearchResponse>("/search" + query.ForApi(PageSize), session.AccessToken, cancellationToken);
        }
        catch (Exception failure) when (IsUnavailable(failure))
        {
            return null;
        }
    }

    /// <summary>What the catalogue has, without facets.</summary>
    /// <param name="page">Its path.</param>
    /// <param name="notice">The key of a text that says why it is a plain one.</param>
    /// <param name="category">The name of the listed category; null: everything.</param>
    /// <param name="after">Where the page begins; null: at the first product.</param>
    public async Task<IResult> ShowPlainAsync(
        string page, string notice, string? category, string? after, CancellationToken cancellationToken)
    {
        var query = QueryString.Create("limit", $"{PageSize}");
        if (category is not null)
            query = query.Add("category", category);
        if (!string.IsNullOrEmpty(after))
            query = query.Add("after", after);
        var products = await catalog.ListAsync(query, cancellationToken);
        return new RazorComponentResult<PlainListingPage>(new { Title = category, Page = page, Notice = notice, Products = products });
    }

    public static bool IsUnavailable(Exception failure)
        => failure.IsOutage() || failure is GatewayException { Status: HttpStatusCode.NotFound };
}
