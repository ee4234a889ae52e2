using System.Security.Claims;
using Ecommerce.CatalogService.Cache;
using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Storage;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CatalogService.Products;

/// <summary>What anybody may read of the catalogue.</summary>
internal static class ProductReads
{
    private const int MaxSkus = 100;

    public static void MapProductReads(this IEndpointRouteBuilder app)
    {
        var products = app.MapGroup("/products").WithTags("products").AllowAnonymous();
        products.MapGet("/", ListAsync);
        // The call that comes most: it needs no scope, and what it waits for has limits of its own.
        var cache = app.ServiceProvider.GetRequiredService<ProductCache>();
        products.MapGet("/{id:guid}", (Guid id, HttpContext http) => GetAsync(id, http, cache))
            .Produces<ProductResponse>().ProducesProblem(StatusCodes.Status404NotFound).DisableRequestTimeout();
        products.MapGet("/variants", VariantsAsync);
    }

    private static async Task<Results<Ok<ProductListResponse>, ProblemHttpResult>> ListAsync(
        [AsParameters] ProductQueryString text, ClaimsPrincipal caller, IProductStore store, CategoryCache categories, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var wrong = new FieldErrors();
        var query = text.Parse(caller.HasPermission(Permissions.ProductsRead), wrong);
        if (wrong.Refusal(out var refusal))
            return refusal;

        var within = text.Category is { Length: > 0 } category ? (await categories.GetAsync()).Within(category) : null;
        var found = await store.ListAsync(query with { Limit = query.Limit + 1, Categories = within }, cancellationToken);
        var next = found.Count > query.Limit ? ProductCursor.Of(query.Sort, found[query.Limit - 1]).Encode() : null;
        var tree = await categories.GetAsync([.. found.Select(p => p.Product.Details.Category)]);
        var now = time.GetUtcNow();
        return TypedResults.Ok(new ProductListResponse([.. found.Take(query.Limit).Select(p => ProductResponse.Of(p, tree, now))], next));
    }

    private static async Task<IResult> GetAsync(Guid id, HttpContext http, ProductCache cache)
        => await cache.GetAsync(id) is { } product && (product.Published || http.User.HasPermission(Permissions.ProductsRead))
            ? new ProductResult(product)
            : Problems.NotFound("product");

    private static async Task<Results<Ok<VariantListResponse>, ProblemHttpResult>> VariantsAsync(
        string[] sku, ClaimsPrincipal caller, IProductStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        string[] skus = [.. sku.Distinct(StringComparer.Ordinal)];
        var wrong = new FieldErrors().Check("sku", skus.Length is >= 1 and <= MaxSkus, $"must be given 1 to {MaxSkus} times");
        if (wrong.Refusal(out var refusal))
            return refusal;

        var drafts = caller.HasPermission(Permissions.ProductsRead);
        var now = time.GetUtcNow();
        var found = (await store.FindVariantsAsync([.. skus.Where(TextRules.IsSku)], cancellationToken))
            .Where(v => v.Published || drafts).ToDictionary(v => v.Variant.Sku, v => SellableVariantResponse.Of(v, now), StringComparer.Ordinal);
        return TypedResults.Ok(new VariantListResponse(
            [.. skus.Where(found.ContainsKey).Select(s => found[s])], [.. skus.Where(s => !found.ContainsKey(s))]));
    }
}
