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
        products.MapGet("/", ListAsync).WithName("ListProducts").WithSummary("Published products, filtered and sorted");
        products.MapGet("/variants", VariantsAsync).WithName("FindVariants").WithSummary("Variants by their SKUs");

        // The most frequent call: it resolves no services, and what it waits for has timeouts of its own.
        var cache = app.ServiceProvider.GetRequiredService<ProductCache>();
        Func<Guid, Task<CachedProduct?>> read = app.ServiceProvider.GetRequiredService<ProductReader>().ReadForCacheAsync;
        products.MapGet("/{id:guid}", (Guid id, HttpContext http) => GetAsync(id, http, cache, read))
            .WithName("GetProduct").WithSummary("A product with its variants")
            .Produces<ProductResponse>().ProducesProblem(StatusCodes.Status404NotFound).DisableRequestTimeout();
    }

    private static async Task<Results<Ok<ProductListResponse>, ProblemHttpResult>> ListAsync(
        [AsParameters] ProductQueryString text, ClaimsPrincipal caller, IProductStore store, CategoryCache categories,
        TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var query = text.Parse(caller.HasPermission(Permissions.ProductsRead), errors);
        if (errors.TryGetProblem(out var problem))
            return problem;

        var slugs = text.Category is { Length: > 0 } category ? (await categories.GetAsync()).ResolveSubtree(category) : null;
        var found = await store.ListAsync(query with { Limit = query.Limit + 1, Categories = slugs }, cancellationToken);
        var (page, next) = Paging.Cut(found, query.Limit, p => ProductCursorText.Encode(ProductCursor.Of(query.Sort, p)));
        var tree = await categories.GetAsync([.. page.Select(p => p.Product.Details.Category)]);
        var now = timeProvider.GetUtcNow();
        return TypedResults.Ok(new ProductListResponse([.. page.Select(p => ProductResponse.Of(p, tree, now))], next));
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
