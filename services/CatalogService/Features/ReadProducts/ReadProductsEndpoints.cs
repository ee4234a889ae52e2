using System.Security.Claims;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Infrastructure.Cache;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CatalogService.Features.ReadProducts;

/// <summary>What anybody may read of the catalogue.</summary>
internal static class ReadProductsEndpoints
{
    private const int MaxSkus = 100;

    public static void MapReadProducts(this IEndpointRouteBuilder app)
    {
        var products = app.MapGroup("/products").WithTags("products").AllowAnonymous();
        products.MapGet("/", ListAsync).WithName("ListProducts").WithSummary("Published products, filtered and sorted")
            .Produces<ProductListResponse>().ProducesProblem(StatusCodes.Status400BadRequest);
        products.MapGet("/variants", VariantsAsync).WithName("FindVariants").WithSummary("Variants by their SKUs");

        // The most frequent call: it resolves no services, and what it waits for has timeouts of its own.
        var cache = app.ServiceProvider.GetRequiredService<ProductCache>();
        Func<Guid, Task<CachedProduct?>> read = app.ServiceProvider.GetRequiredService<ProductReader>().ReadForCacheAsync;
        products.MapGet("/{id:guid}", (Guid id, HttpContext http) => GetAsync(id, http, cache, read))
            .WithName("GetProduct").WithSummary("A product with its variants")
            .Produces<ProductResponse>().ProducesProblem(StatusCodes.Status404NotFound).DisableRequestTimeout();
    }

    private static async Task<IResult> ListAsync(
        [AsParameters] ProductQueryString text, HttpContext http, ProductLists lists, CancellationToken cancellationToken)
    {
        var includeUnpublished = http.User.HasPermission(Permissions.ProductsRead);
        var errors = new FieldErrors();
        var query = text.Parse(includeUnpublished, errors);
        if (errors.TryGetProblem(out var problem))
            return problem;
        return includeUnpublished
            ? TypedResults.Ok(await lists.ReadAsync(query, text.Category, cancellationToken))
            : new JsonBytes(await lists.ReadSharedAsync(http.Request.QueryString.Value ?? "", query, text.Category, cancellationToken));
    }

    private static async Task<IResult> GetAsync(Guid id, HttpContext http, ProductCache cache, Func<Guid, Task<CachedProduct?>> read)
        => await cache.GetAsync(id, read) is { } product && (product.Published || http.User.HasPermission(Permissions.ProductsRead))
            ? new ProductResult(product)
            : Problems.NotFound("product");

    private static async Task<Results<Ok<VariantListResponse>, ProblemHttpResult>> VariantsAsync(
        string[] sku, ClaimsPrincipal caller, IProductStore store, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        string[] skus = [.. sku.Distinct(StringComparer.Ordinal)];
        var errors = new FieldErrors().Check("sku", skus.Length is >= 1 and <= MaxSkus, $"must be given 1 to {MaxSkus} times");
        if (errors.TryGetProblem(out var problem))
            return problem;

        var includeUnpublished = caller.HasPermission(Permissions.ProductsRead);
        var now = timeProvider.GetUtcNow();
        var variants = await store.FindVariantsAsync([.. skus.Where(Sku.IsSku)], cancellationToken);
        var found = variants
            .Where(v => v.Published || includeUnpublished)
            .ToDictionary(v => v.Variant.Sku, v => SellableVariantResponse.Of(v, now), StringComparer.Ordinal);
        return TypedResults.Ok(new VariantListResponse(
            [.. skus.Where(found.ContainsKey).Select(s => found[s])], [.. skus.Where(s => !found.ContainsKey(s))]));
    }
}
