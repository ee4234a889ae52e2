using Ecommerce.Storefront.Gateway;
using Ecommerce.Storefront.Reviews;
using Ecommerce.Storefront.Shell;
using Ecommerce.Storefront.StockAlerts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Storefront.Products;

/// <summary>A product's page: the product, what is bought with it, and what buyers say of it.</summary>
internal sealed class ProductView(Catalogue catalogue, ReviewReader reviews, AlertReader alerts)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<IResult> ShowAsync(Guid id, ReviewChoice choice, IEnumerable<string> messages, CancellationToken cancellationToken)
    {
        if (await catalogue.FindAsync(id, cancellationToken) is not { } product)
            return Pages.NotFound();

        var companions = IfQuickAsync(token => catalogue.BoughtTogetherAsync(id, token), cancellationToken);
        var said = IfQuickAsync(token => reviews.FindAsync(id, choice, token), cancellationToken);
        var awaited = IfQuickAsync(token => alerts.AwaitedAsync(product, token), cancellationToken);
        return new RazorComponentResult<ProductPage>(
            new { Product = product, Companions = await companions ?? [], Reviews = await said, Awaited = await awaited, Messages = messages });
    }

    /// <summary>A page without a part of it is better than none, and than one that does not come.</summary>
    private static async Task<T?> IfQuickAsync<T>(Func<CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await read(patience.Token);
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
