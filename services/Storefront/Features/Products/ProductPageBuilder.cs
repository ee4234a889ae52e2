using Ecommerce.Storefront.Features.Reviews;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Features.StockAlerts;
using Ecommerce.Storefront.Infrastructure.Catalog;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Features.Products;

/// <summary>Builds a product's page: the product, recommendations, reviews and stock alerts.</summary>
internal sealed class ProductPageBuilder(ProductCatalog catalog, ReviewReader reviews, AlertReader alerts) : IProductPage
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);

    public Task<IResult> ShowAsync(Guid product, IEnumerable<string> messages, CancellationToken cancellationToken)
        => ShowAsync(product, ReviewQuery.Default, messages, cancellationToken);

    public async Task<IResult> ShowAsync(Guid id, ReviewQuery choice, IEnumerable<string> messages, CancellationToken cancellationToken)
    {
        if (await catalog.FindAsync(id, cancellationToken) is not { } product)
            return Pages.NotFound();

        var companions = OrNullAfterTimeoutAsync(token => catalog.BoughtTogetherAsync(id, token), cancellationToken);
        var productReviews = OrNullAfterTimeoutAsync(token => reviews.FindAsync(id, choice, token), cancellationToken);
        var alertedSkus = OrNullAfterTimeoutAsync(token => alerts.FindAlertedSkusAsync(product, token), cancellationToken);
        return new RazorComponentResult<ProductPage>(
            new
            {
                Product = product, Companions = await companions ?? [], Reviews = await productReviews, AlertedSkus = await alertedSkus,
                Messages = messages,
            });
    }

    /// <summary>An optional part of the page: null where it fails or takes too long.</summary>
    private static async Task<T?> OrNullAfterTimeoutAsync<T>(Func<CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(MaxWait);
        try
        {
            return await read(timeout.Token);
        }
        catch (Exception failure) when (failure is GatewayException or HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
