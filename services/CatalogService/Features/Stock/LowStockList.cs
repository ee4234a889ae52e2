using System.Globalization;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.CatalogService.Features.ReadProducts;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CatalogService.Features.Stock;

internal sealed record LowStockResponse(IReadOnlyList<SellableVariantResponse> Items, string? Next);

/// <summary>What runs out, the fewest first.</summary>
internal static class LowStockList
{
    private const int DefaultAtMost = 5;

    public static async Task<Results<Ok<LowStockResponse>, ProblemHttpResult>> GetAsync(
        string? atMost, string? after, string? limit, IProductStore store, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var most = DefaultAtMost;
        errors.Check(
            "atMost", atMost is null || TryParse(atMost, out most), $"must be a number of at most {StockLevel.MaxAvailable}");
        var last = ParseAfter(after, errors);
        errors.CheckLimit(limit, out var count);
        if (errors.TryGetProblem(out var problem))
            return problem;

        var found = await store.ListLowStockAsync(most, last, count + 1, cancellationToken);
        var (low, next) = Paging.Cut(found, count, stock => Cursor.Encode(Text(stock.Available), stock.Sku));
        var variants = (await store.FindVariantsAsync([.. low.Select(stock => stock.Sku)], cancellationToken))
            .ToDictionary(sold => sold.Variant.Sku, StringComparer.Ordinal);
        var now = timeProvider.GetUtcNow();
        // One that was deleted meanwhile is left out.
        return TypedResults.Ok(new LowStockResponse(
            [.. low.Where(stock => variants.ContainsKey(stock.Sku)).Select(stock => SellableVariantResponse.Of(variants[stock.Sku], now))],
            next));
    }

    private static LowStock? ParseAfter(string? text, FieldErrors errors)
    {
        if (text is null)
            return null;
        var last = Cursor.Decode(text) is [{ } number, { } sku] && TryParse(number, out var available) && Sku.IsSku(sku)
            ? new LowStock(sku, available)
            : null;
        errors.CheckCursor(last is not null);
        return last;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool TryParse(string text, out int number)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= StockLevel.MaxAvailable;
}
