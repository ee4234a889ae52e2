using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.CatalogService.Features.WriteProducts;
using Ecommerce.CatalogService.Infrastructure.Storage;

namespace Ecommerce.CatalogService.Features.ImportProducts;

/// <summary>Lines that are written in one transaction. No two of them share a SKU, so their order does not matter.</summary>
internal sealed class ImportBatch
{
    private const int MaxLines = 500;

    private readonly List<(int Line, ProductDraft Draft)> lines = [];
    private readonly HashSet<string> skus = new(Sku.Spelling);

    public bool IsEmpty => lines.Count == 0;

    /// <summary>False: the draft belongs into the next batch, where it finds an earlier line about the same SKU stored.</summary>
    public bool CanAdd(ProductDraft draft) => lines.Count < MaxLines && !draft.Details.Skus().Any(skus.Contains);

    public void Add(int line, ProductDraft draft)
    {
        lines.Add((line, draft));
        skus.UnionWith(draft.Details.Skus());
    }

    /// <param name="transaction">In which all of them are written.</param>
    /// <param name="now">When they are created or updated.</param>
    /// <param name="onlyNew">Lines of products that exist fail.</param>
    /// <param name="actor">Who imports; null: nobody.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<BatchResult> SaveAsync(
        ICatalogTransaction transaction, DateTimeOffset now, bool onlyNew, Guid? actor, CancellationToken cancellationToken)
    {
        var stock = await transaction.LockOrCreateStockAsync(skus, cancellationToken);
        var existing = await FindExistingAsync(transaction, stock, cancellationToken);
        var references = lines.Select(l => l.Draft.Category).DistinctBy(c => c.Slug);
        var categories = await transaction.LockOrCreateCategoriesAsync([.. references], cancellationToken);
        var writes = new List<ProductWrite>(lines.Count);
        var updated = new HashSet<Guid>();
        var failed = new List<LineErrors>();
        foreach (var (line, draft) in lines)
        {
            var current = stock[draft.Details.Variants[0].Sku].ProductId is { } id ? existing[id] : null;
            if (current is not null && (onlyNew || updated.Contains(current.Id)))
            {
                failed.Add(new LineErrors(line, ExistsErrors(onlyNew)));
                continue;
            }

            if (stock.SoldByOthers(draft.Details.Skus(), current?.Id) is { Length: > 0 } taken)
            {
                failed.Add(new LineErrors(line, TakenSkuErrors(draft, taken)));
                continue;
            }

            var product = current?.Next(draft.Over(current, categories), now) ?? Product.Create(draft.In(categories), now);
            writes.Add(new ProductWrite(product, draft.Stock, Entry(current, product, actor)));
            if (current is not null)
                updated.Add(current.Id);
        }

        await ProductWriter.SaveAsync(transaction, writes, stock, categories, cancellationToken);
        return new BatchResult(writes.Count - updated.Count, [.. updated], failed);
    }

    private static ProductHistoryEntry? Entry(Product? current, Product product, Guid? actor) => (current, actor) switch
    {
        (null, { } person) => ProductHistory.Created(product, person),
        ({ } before, _) => ProductHistory.Changed(before, product, actor),
        _ => null,
    };

    private async Task<Dictionary<Guid, Product>> FindExistingAsync(
        ICatalogTransaction transaction, StockLevels stock, CancellationToken cancellationToken)
    {
        var ids = skus.Select(sku => stock[sku].ProductId).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : (await transaction.FindProductsAsync(ids, cancellationToken)).ToDictionary(p => p.Id);
    }

    private static Dictionary<string, string[]> ExistsErrors(bool onlyNew) => new(StringComparer.Ordinal)
    {
        ["variants[0].sku"] = [onlyNew ? "is of a product that exists" : "is of a product that another line changes"],
    };

    private static Dictionary<string, string[]> TakenSkuErrors(ProductDraft draft, string[] taken)
    {
        var variants = draft.Details.Variants.Index().Where(v => taken.Contains(v.Item.Sku, StringComparer.Ordinal));
        return variants.ToDictionary(
            v => $"variants[{v.Index}].sku", string[] (_) => [TakenSkus.Error], StringComparer.Ordinal);
    }
}
