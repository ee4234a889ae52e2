using Ecommerce.Storefront.Infrastructure.Visits;

namespace Ecommerce.Storefront.Features.Products;

internal static class ProductPages
{
    public static void MapProducts(this IEndpointRouteBuilder routes)
        => routes.MapGet("/products/{id:guid}", ShowAsync).WithMetadata(Step.Product);

    private static Task<IResult> ShowAsync(
        Guid id, string? sort, int? stars, string? after, ProductPageBuilder page, CancellationToken cancellationToken)
        => page.ShowAsync(id, new(sort, stars, after), [], cancellationToken);
}
