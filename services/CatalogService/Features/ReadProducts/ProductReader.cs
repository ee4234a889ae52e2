using System.Text.Json;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Infrastructure.Cache;
using Ecommerce.CatalogService.Infrastructure.Storage;

namespace Ecommerce.CatalogService.Features.ReadProducts;

/// <summary>Reads products from the store as they are answered.</summary>
internal sealed class ProductReader(IProductStore store, CategoryCache categories, TimeProvider timeProvider)
{
    /// <summary>The bytes that the cache keeps. They are shared by many readers, so none of them can cancel it.</summary>
    public async Task<CachedProduct?> ReadForCacheAsync(Guid id)
    {
        if (await store.FindAsync(id, CancellationToken.None) is not { } stocked)
            return null;

        var now = timeProvider.GetUtcNow();
        var response = await ResponseAsync(stocked, now);
        return new CachedProduct(
            JsonSerializer.SerializeToUtf8Bytes(response, CatalogJson.Default.ProductResponse), EntityTag.Of(response), response.Published,
            stocked.Product.Details.NextPriceChange(now) ?? DateTimeOffset.MaxValue);
    }

    /// <summary>
    /// The product that was just written, as it is now; should it be deleted already, as it was written, with nothing to buy.
    /// </summary>
    public async Task<ProductResponse> ReadWrittenAsync(Product product, CancellationToken cancellationToken)
    {
        var stocked = await store.FindAsync(product.Id, cancellationToken) ?? new StockedProduct(product, new Dictionary<string, int>(), 0);
        return await ResponseAsync(stocked, timeProvider.GetUtcNow());
    }

    private async Task<ProductResponse> ResponseAsync(StockedProduct stocked, DateTimeOffset now)
        => ProductResponse.Of(stocked, await categories.GetAsync(stocked.Product.Details.Category), now);
}
