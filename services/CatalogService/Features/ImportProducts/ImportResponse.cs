namespace Ecommerce.CatalogService.Features.ImportProducts;

internal sealed record LineErrors(int Line, IReadOnlyDictionary<string, string[]> Errors);

/// <summary>The number of lines by their result, and the first ones that failed.</summary>
internal sealed record ImportResponse(int Imported, int Updated, int Failed, IReadOnlyList<LineErrors> Errors);
