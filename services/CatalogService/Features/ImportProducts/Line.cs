namespace Ecommerce.CatalogService.Features.ImportProducts;

/// <summary>A line of a file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">Its bytes without the line break; empty when it was too long.</param>
/// <param name="IsTooLong">It had more than <see cref="LineReader.MaxBytes"/>.</param>
internal readonly record struct Line(int Number, byte[] Text, bool IsTooLong);
