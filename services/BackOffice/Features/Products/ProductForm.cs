using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.BackOffice.Infrastructure.Api;
using Microsoft.Extensions.Localization;

namespace Ecommerce.BackOffice.Features.Products;

/// <summary>What somebody writes into the editor.</summary>
internal sealed class ProductForm(Product product)
{
    public string Name { get; set; } = product.Name;

    public string Description { get; set; } = product.Description;

    public string Brand { get; set; } = product.Brand;

    public string Category { get; set; } = product.CategoryPath;

    public bool Published { get; set; } = product.Published;

    public List<ProductImage> Images { get; } = [.. product.Images];

    public ProductPatch ToPatch() => new(Name, Description, Brand, Category, Published, Images);

    /// <summary>Where it differs from what somebody else has saved.</summary>
    public IReadOnlyList<Difference> DifferencesTo(Product theirs, IStringLocalizer<Texts> texts)
    {
        var fields = new Difference[]
        {
            new(texts["Name"], Name, theirs.Name),
            new(texts["Description"], Description, theirs.Description),
            new(texts["Brand"], Brand, theirs.Brand),
            new(texts["Category"], Category, theirs.CategoryPath),
            new(texts["Published"], $"{Published}", $"{theirs.Published}"),
            new(texts["Pictures"], Text(Images), Text(theirs.Images)),
        };
        return [.. fields.Where(field => field.Mine != field.Theirs)];
    }

    private static string Text(IEnumerable<ProductImage> images) => string.Join('\n', images.Select(image => image.Alt ?? image.Url));
}
