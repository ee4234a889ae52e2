namespace Ecommerce.CatalogService.Features.ImportProducts;

/// <summary>How many products of a batch are new, which ones changed, and which lines failed.</summary>
internal sealed record BatchResult(int Imported, IReadOnlyList<Guid> Updated, IReadOnlyList<LineErrors> Failed);
