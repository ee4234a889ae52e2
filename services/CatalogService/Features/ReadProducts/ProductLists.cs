using System.Text.Json;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Infrastructure.Cache;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.Web;

namespace Ecommerce.CatalogService.Features.ReadProducts;

/// <summary>Pages of products. What the public asks for is read once for all who ask the same within a second.</summary>
internal sealed class ProductLists(
    IProductStore store, CategoryCache categories, SharedAnswers<byte[]> answers, TimeProvider timeProvider)
{
    /// <param name="question">The query as it was asked.</param>
    public Task<byte[]> ReadSharedAsync(string question, ProductQuery query, string? category, CancellationToken cancellationToken)
        => answers.GetAsync(
            question,
            async () => JsonSerializer.SerializeToUtf8Bytes(
                await ReadAsync(query, category, CancellationToken.None), CatalogJson.Default.ProductListResponse),
            cancellationToken);

    public async Task<ProductListResponse> ReadAsync(ProductQuery query, string? category, CancellationToken cancellationToken)
    {
        var slugs = category is { Length: > 0 } ? (await categories.GetAsync()).ResolveSubtree(category) : null;
        var found = await store.ListAsync(query with { Limit = query.Limit + 1, Categories = slugs }, cancellationToken);
        var (page, next) = Paging.Cut(found, query.Limit, p => ProductCursorText.Encode(ProductCursor.Of(query.Sort, p)));
        var tree = await categories.GetAsync([.. page.Select(p => p.Product.Details.Category)]);
        var now = timeProvider.GetUtcNow();
        return new ProductListResponse([.. page.Select(p => ProductResponse.Of(p, tree, now))], next);
    }
}
