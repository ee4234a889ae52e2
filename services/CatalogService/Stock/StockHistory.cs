using System.Globalization;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Storage;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CatalogService.Stock;

/// <summary>A movement of a SKU's pieces.</summary>
/// <param name="Version">Its number among the SKU's movements.</param>
/// <param name="Available">By how much each count changed.</param>
/// <param name="Change">Pieces that came into or left the shop; 0 when they only changed their state.</param>
internal sealed record StockMovement(
    long Version, DateTimeOffset At, string Reason, Guid? OrderId, int Available, int Reserved, int Sold, int Change);

internal sealed record StockHistoryResponse(IReadOnlyList<StockMovement> Items, string? Next);

/// <summary>The movements of a SKU, the last one first.</summary>
internal static class StockHistory
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    public static async Task<Results<Ok<StockHistoryResponse>, ProblemHttpResult>> GetAsync(
        string sku, string? after, string? limit, IProductStore store, CancellationToken cancellationToken)
    {
        var before = long.MaxValue;
        var count = DefaultLimit;
        var wrong = new FieldErrors()
            .Check("after", after is null || long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out before), "must be the 'next' of a page")
            .Check("limit", limit is null || (int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= MaxLimit), $"must be 1 to {MaxLimit}");
        if (wrong.Refusal(out var refusal))
            return refusal;
        if (!TextRules.IsSku(sku) || await store.FindStockAsync(sku, cancellationToken) is null)
            return Problems.NotFound("SKU");

        var found = await store.StockHistoryAsync(sku, before, count + 1, cancellationToken);
        var next = found.Count > count ? found[count - 1].Version.ToString(CultureInfo.InvariantCulture) : null;
        return TypedResults.Ok(new StockHistoryResponse([.. found.Take(count)], next));
    }
}
