using System.Text.Json;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.CatalogService.Infrastructure.Cache;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.CatalogService.Features.Stock;

internal sealed record StocktakeRequest
{
    public IReadOnlyList<StocktakeCount?>? Counts { get; init; }
}

internal sealed record StocktakeCount
{
    public string? Sku { get; init; }
    public int? Counted { get; init; }

    /// <summary>As a comparison answered; null: whatever it is by now.</summary>
    public int? Expected { get; init; }
}

internal sealed record StocktakeResponse(IReadOnlyList<StocktakeLine> Items);

/// <summary>Sets stock to what was counted on the shelf, all lines in one transaction, once per caller and idempotency key.</summary>
internal sealed class Stocktake(IProductStore store, ProductCache cache)
{
    private const int MaxLines = 500;

    public static FieldErrors Check(StocktakeRequest request, FieldErrors errors)
    {
        var counts = request.Counts ?? [];
        errors.Check("counts", counts.Count is >= 1 and <= MaxLines, $"must have 1 to {MaxLines} lines");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, count) in counts.Take(MaxLines).Index())
        {
            errors.Check($"counts[{i}].sku", Sku.IsSku(count?.Sku), "must be a SKU");
            errors.Check($"counts[{i}].sku", count?.Sku is null || seen.Add(count.Sku), "stands twice");
            errors.Check(
                $"counts[{i}].counted", count?.Counted is >= 0 and <= StockLevel.MaxAvailable, $"must be 0 to {StockLevel.MaxAvailable}");
        }

        return errors;
    }

    /// <param name="caller">Who counted.</param>
    /// <param name="key">The caller's idempotency key.</param>
    /// <param name="request">One that was checked.</param>
    /// <param name="dryRun">Nothing is stored.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<(StocktakeResponse? Response, StockChangeError Error)> RunAsync(
        Guid caller, string key, StocktakeRequest request, bool dryRun, CancellationToken cancellationToken)
    {
        var (response, error, changed) = await store.InTransactionAsync(
            (transaction, token) => RunAsync(transaction, caller, key, request, dryRun, token), cancellationToken);
        await cache.InvalidateAsync(changed);
        return (response, error);
    }

    private static async Task<(StocktakeResponse? Response, StockChangeError Error, IReadOnlyList<Guid> Changed)> RunAsync(
        ICatalogTransaction transaction, Guid caller, string key, StocktakeRequest request, bool dryRun,
        CancellationToken cancellationToken)
    {
        var (asked, answered) = (IdempotentPart.Request(caller, key), new IdempotentPart(caller, key, "stocktake"));
        var fingerprint = IdempotencyKeys.FingerprintOf("stocktake", request, CatalogJson.Default.StocktakeRequest);
        if (!dryRun)
        {
            if (!await transaction.TryLockIdempotencyKeyAsync(caller, key, cancellationToken))
                return (null, StockChangeError.InProgress, []);
            if (await transaction.FindResultAsync(asked, cancellationToken) is { } earlier)
            {
                return earlier == fingerprint
                    ? (await EarlierAsync(transaction, answered, cancellationToken), StockChangeError.None, [])
                    : (null, StockChangeError.KeyReused, []);
            }
        }

        var counts = request.Counts!.Select(count => count!).ToList();
        var stock = await transaction.LockStockAsync([.. counts.Select(count => count.Sku!)], cancellationToken);
        var lines = counts.Select(count => StocktakeLine.Of(stock[count.Sku!], count.Counted!.Value, count.Expected)).ToList();
        var response = new StocktakeResponse(lines);
        if (dryRun)
            return (response, StockChangeError.None, []);

        var moves = lines.Select(line => line.MoveOf(stock[line.Sku])).OfType<StockMove>().ToList();
        await StockWriter.MoveAsync(transaction, stock, moves, StockReasons.Stocktake, null, cancellationToken);
        await transaction.SaveResultAsync(asked, fingerprint, cancellationToken);
        await transaction.SaveResultAsync(
            answered, JsonSerializer.Serialize(response, CatalogJson.Default.StocktakeResponse), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (response, StockChangeError.None, [.. moves.Select(move => move.ProductId).OfType<Guid>().Distinct()]);
    }

    private static async Task<StocktakeResponse?> EarlierAsync(
        ICatalogTransaction transaction, IdempotentPart answered, CancellationToken cancellationToken)
        => JsonSerializer.Deserialize(
            (await transaction.FindResultAsync(answered, cancellationToken))!, CatalogJson.Default.StocktakeResponse);
}
