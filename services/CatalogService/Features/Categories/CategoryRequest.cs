namespace Ecommerce.CatalogService.Features.Categories;

internal sealed record CategoryRequest
{
    public string? Slug { get; init; }
    public string? Name { get; init; }
    public string? Parent { get; init; }
    public int? Order { get; init; }
}
