using System.Security.Claims;
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
        products.MapGet("/{id:guid}", GetAsync).Produces<ProductResponse>().ProducesProblem(StatusCodes.Status404NotFound);
        products.MapGet("/variants", VariantsAsync);
        app.MapGet("/categories", CategoriesAsync).WithTags("categories").AllowAnonymous();
    }

    private static async Task<Results<Ok<ProductListResponse>, ProblemHttpResult>> ListAsync(
        [AsParameters] ProductQueryString text, ClaimsPrincipal caller, IProductStore store, CancellationToken cancellationToken)
    {
        var wrong = new FieldErrors();
        var query = text.Parse(caller.HasPermission(Permissions.ProductsRead), wrong);
        if (wrong.Refusal(out var refusal))
            return refusal;

        var found = await store.ListAsync(query with { Limit = query.Limit + 1 }, cancellationToken);
        var next = found.Count > query.Limit ? ProductCursor.Of(query.Sort, found[query.Limit - 1].Product).Encode() : null;
        return TypedResults.Ok(new ProductListResponse([.. found.Take(query.Limit).Select(ProductResponse.Of)], next));
    }

    private static async Task<IResult> GetAsync(Guid id, HttpContext http, ProductCache cache)
        => await cache.GetAsync(id) is { } product && (product.Published || http.User.HasPermission(Permissions.ProductsRead))
            ? new ProductResult(product)
            : Problems.NotFound("product");

    private static async Task<Results<Ok<VariantListResponse>, ProblemHttpResult>> VariantsAsync(
        string[] sku, IProductStore store, CancellationToken cancellationToken)
    {
        string[] skus = [.. sku.Distinct(StringComparer.Ordinal)];
        var wrong = new FieldErrors().Check("sku", skus.Length is >= 1 and <= MaxSkus, $"must be given 1 to {MaxSkus} times");
        if (wrong.Refusal(out var refusal))
            return refusal;

        var found = (await store.FindVariantsAsync([.. skus.Where(TextRules.IsSku)], cancellationToken))
            .ToDictionary(v => v.Sku, StringComparer.Ordinal);
        return TypedResults.Ok(new VariantListResponse(
            [.. skus.Where(found.ContainsKey).Select(s => found[s])], [.. skus.Where(s => !found.ContainsKey(s))]));
    }

    private static async Task<Ok<IReadOnlyList<CategoryCount>>> CategoriesAsync(IProductStore store, CancellationToken cancellationToken)
        => TypedResults.Ok(await store.CategoriesAsync(cancellationToken));
}
