using System.ComponentModel.DataAnnotations;
using Ecommerce.CatalogService.Cache;
using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Storage;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Products;

internal sealed class RefreshOptions
{
    public const string Section = "Refresh";

    /// <summary>How often products are looked for whose sale began or ended, or whose category is another.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);
}

/// <summary>
/// Writes products anew whose price or category changed without them: their place in the order of prices, their version, and the
/// event that tells others. Every replica does; of two that find the same product one is late and finds it done.
/// </summary>
internal sealed partial class ProductRefresh(
    IProductStore store, ProductCache cache, TimeProvider time, IOptions<RefreshOptions> options, ILogger<ProductRefresh> logger) : BackgroundService
{
    private const int Batch = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await RefreshAsync(stoppingToken) == Batch)
                    continue;
            }
            catch (Exception e) when (store.IsOutage(e))
            {
                RefreshFailed(logger, e);
            }
        }
    }

    /// <returns>How many were found.</returns>
    internal async Task<int> RefreshAsync(CancellationToken cancellationToken)
    {
        var due = await store.DueAsync(time.GetUtcNow(), Batch, cancellationToken);
        if (due.Count == 0)
            return 0;

        var products = await store.InTransactionAsync((transaction, token) => RefreshAsync(transaction, due, token), cancellationToken);
        await cache.ForgetAsync(products);
        return due.Count;
    }

    /// <returns>Those that nobody else has written meanwhile.</returns>
    private async Task<IReadOnlyCollection<Guid>> RefreshAsync(ICatalogTransaction transaction, IReadOnlyList<Product> due, CancellationToken cancellationToken)
    {
        var stock = await transaction.ClaimStockAsync([.. due.SelectMany(p => p.Details.Skus())], cancellationToken);
        var seen = due.ToDictionary(p => p.Id, p => p.Version);
        var products = (await transaction.FindProductsAsync(seen.Keys, cancellationToken)).Where(p => p.Version == seen[p.Id]).ToList();
        var categories = await transaction.ClaimCategoriesAsync(
            [.. products.Select(p => CategoryReference.Parse(p.Details.Category))], cancellationToken);
        var now = time.GetUtcNow();
        await ProductWriter.SaveAsync(transaction, [.. products.Select(p => ProductWrite.Again(p, now))], stock, categories, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return [.. products.Select(p => p.Id)];
    }

    [LoggerMessage(LogLevel.Warning, "Products could not be written anew; tried again at the next interval")]
    private static partial void RefreshFailed(ILogger logger, Exception exception);
}
