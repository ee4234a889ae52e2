using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CatalogService.Features.Stock;

internal sealed record StockHistoryResponse(IReadOnlyList<StockMovement> Items, string? Next);

/// <summary>The movements of a SKU, newest first.</summary>
internal static class StockHistory
{
    public static async Task<Results<Ok<StockHistoryResponse>, ProblemHttpResult>> GetAsync(
        string sku, string? after, string? limit, IProductStore store, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var before = VersionCursor.Parse(after, errors);
        errors.CheckLimit(limit, out var count);
        if (errors.TryGetProblem(out var problem))
            return problem;
        if (!Sku.IsSku(sku) || await store.FindStockAsync(sku, cancellationToken) is null)
            return Problems.NotFound("SKU");

        var found = await store.GetStockHistoryAsync(sku, before, count + 1, cancellationToken);
        var (items, next) = Paging.Cut(found, count, movement => VersionCursor.Of(movement.Version));
        return TypedResults.Ok(new StockHistoryResponse(items, next));
    }
}
