using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Stock;
using Ecommerce.CatalogService.Storage;

namespace Ecommerce.CatalogService.Import;

/// <summary>What became of a batch: how many products are new, which ones changed, and which lines failed.</summary>
internal sealed record BatchResult(int Imported, IReadOnlyList<Guid> Updated, IReadOnlyList<LineErrors> Failed);

/// <summary>Lines that are written in one transaction. No two of them share a SKU, so their order does not matter.</summary>
internal sealed class ImportBatch
{
    private const int MaxLines = 500;

    private readonly List<(int Line, ProductDraft Draft)> lines = [];
    private readonly HashSet<string> skus = new(StringComparer.Ordinal);

    public bool IsEmpty => lines.Count == 0;

    /// <summary>Whether <paramref name="draft"/> has to wait for the next batch: a later line about the same SKU finds the earlier one stored.</summary>
    public bool MustWait(ProductDraft draft) => lines.Count >= MaxLines || draft.Details.Skus().Any(skus.Contains);

    public void Add(int line, ProductDraft draft)
    {
        lines.Add((line, draft));
        skus.UnionWith(draft.Details.Skus());
    }

    public async Task<BatchResult> SaveAsync(ICatalogTransaction transaction, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var stock = await transaction.ClaimStockAsync(skus, cancellationToken);
        var known = await KnownAsync(transaction, stock, cancellationToken);
        var categories = await transaction.ClaimCategoriesAsync([.. lines.Select(l => l.Draft.Category).DistinctBy(c => c.Slug)], cancellationToken);
        var writes = new List<ProductWrite>(lines.Count);
        var updated = new List<Guid>();
        var failed = new List<LineErrors>();
        foreach (var (line, draft) in lines)
        {
            var current = stock[draft.Details.Variants[0].Sku].ProductId is { } id ? known[id] : null;
            if (ProductWriter.Taken(draft.Details, current?.Id, stock) is { Length: > 0 } taken)
            {
                failed.Add(new LineErrors(line, Taken(draft, taken)));
                continue;
            }

            var details = draft.In(categories);
            writes.Add(new ProductWrite(current?.Next(details, now) ?? ProductWriter.New(details, now), draft.Stock));
            if (current is not null)
                updated.Add(current.Id);
        }

        await ProductWriter.SaveAsync(transaction, writes, stock, categories, cancellationToken);
        return new BatchResult(writes.Count - updated.Count, updated, failed);
    }

    private async Task<Dictionary<Guid, Product>> KnownAsync(ICatalogTransaction transaction, StockLevels stock, CancellationToken cancellationToken)
    {
        var ids = skus.Select(sku => stock[sku].ProductId).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : (await transaction.FindProductsAsync(ids, cancellationToken)).ToDictionary(p => p.Id);
    }

    private static Dictionary<string, string[]> Taken(ProductDraft draft, string[] taken)
        => draft.Details.Variants.Index().Where(v => taken.Contains(v.Item.Sku, StringComparer.Ordinal))
            .ToDictionary(v => $"variants[{v.Index}].sku", string[] (_) => ["is sold by another product"], StringComparer.Ordinal);
}
