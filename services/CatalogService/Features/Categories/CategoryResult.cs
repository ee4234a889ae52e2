namespace Ecommerce.CatalogService.Features.Categories;

internal enum CategoryError
{
    None,
    NotFound,
    Exists,
    InvalidParent,
    HasChildren,
    HasProducts,
}

/// <param name="ParentError">What is wrong with the parent, when it is invalid.</param>
internal sealed record CategoryResult(CategoryError Error = CategoryError.None, string? ParentError = null);
