namespace Ecommerce.BackOffice.Features.Products;

/// <summary>What somebody writes for search engines; where it is empty, they are told the product's name and description.</summary>
public sealed class SearchEngineForm
{
    public string Title { get; set; } = "";

    public string Description { get; set; } = "";
}
