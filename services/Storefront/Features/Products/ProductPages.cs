using Ecommerce.Storefront.Features.Reviews;
using Ecommerce.Storefront.Infrastructure.Visits;

namespace Ecommerce.Storefront.Features.Products;

internal static class ProductPages
{
    public static void MapProducts(this IEndpointRouteBuilder routes)
        => routes.MapGet("/products/{id:guid}/{slug?}", ShowAsync).WithMetadata(Step.Product);

    /// <param name="slug">Of the product's name; of an earlier name, it leads to the present one.</param>
    /// <param name="variant">The SKU of the variant to show.</param>
    private static Task<IResult> ShowAsync(
        Guid id, string? slug, string? variant, string? sort, int? stars, string? after, ProductPageBuilder page,
        CancellationToken cancellationToken)
        => page.ShowAsync(id, slug, new(variant, new ReviewQuery(sort, stars, after), []), cancellationToken);
}
