using Ecommerce.Storefront.Account;
using Ecommerce.Storefront.Gateway;
using Ecommerce.Storefront.Visits;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Products;

internal static class ProductPages
{
    private const int PageSize = 24;

    public static void MapProducts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ShelfAsync);
        routes.MapGet("/products/{id:guid}", ProductAsync).WithMetadata(Step.Product);
    }

    private static async Task<RazorComponentResult<ShelfPage>> ShelfAsync(
        string? category, string? after, Catalogue catalogue, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        var query = QueryString.Create("limit", PageSize.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (!string.IsNullOrEmpty(category))
            query = query.Add("category", category);
        if (!string.IsNullOrEmpty(after))
            query = query.Add("after", after);

        var products = catalogue.ListAsync(query, cancellationToken);
        var categories = gateway.GetAsync<IReadOnlyList<Category>>("/categories", session.AccessToken, cancellationToken);
        return new(new { Category = category, Categories = await categories, Products = await products });
    }

    private static Task<IResult> ProductAsync(
        Guid id, string? sort, int? stars, string? after, ProductView view, CancellationToken cancellationToken)
        => view.ShowAsync(id, new(sort, stars, after), [], cancellationToken);
}
