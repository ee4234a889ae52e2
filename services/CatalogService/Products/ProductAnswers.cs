using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Storage;

namespace Ecommerce.CatalogService.Products;

/// <summary>The answer to who wrote a product: the product as it is now.</summary>
internal sealed class ProductAnswers(IProductStore store, CategoryCache categories, TimeProvider time)
{
    public async Task<ProductResponse> OfAsync(Product product, HttpResponse response, CancellationToken cancellationToken)
    {
        // Deleted again already: then the answer is the product as it was written, with nothing to buy.
        var stocked = await store.FindAsync(product.Id, cancellationToken) ?? new StockedProduct(product, new Dictionary<string, int>(), 0);
        var tree = await categories.GetAsync(stocked.Product.Details.Category);
        var answer = ProductResponse.Of(stocked, tree, time.GetUtcNow());
        response.Headers.ETag = EntityTag.Of(answer);
        return answer;
    }
}
