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

    /// <summary>Separated by commas.</summary>
    public string Tags { get; set; } = string.Join(", ", product.Tags ?? []);

    public List<AttributeForm> Attributes { get; } = AttributeForm.Of(product.Attributes);

    public SearchEngineForm SearchEngines { get; } = new() { Title = product.SeoTitle ?? "", Description = product.SeoDescription ?? "" };

    public IReadOnlyList<SaleForm> Sales { get; } = [.. product.Variants.Select(variant => new SaleForm(variant))];

    public ProductPatch ToPatch() => new(
        Name, Description, Brand, Category, Published, Images,
        // Who changes no sale leaves the variants to others.
        Sales.Any(sale => sale.IsChanged) ? [.. Sales.Select(sale => sale.Variant.ToChange() with { Sale = sale.ToSale() })] : null,
        AttributeForm.Split(Tags), AttributesToPatch(), SearchEngines.Title, SearchEngines.Description);

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
            new(texts["Tags"], Text(AttributeForm.Split(Tags)), Text(theirs.Tags ?? [])),
            new(texts["Attributes"], Text(Attributes), Text(AttributeForm.Of(theirs.Attributes))),
            new(texts["Title in search results"], SearchEngines.Title, theirs.SeoTitle ?? ""),
            new(texts["Description in search results"], SearchEngines.Description, theirs.SeoDescription ?? ""),
            new(texts["Sales"], Text(Sales), Text(theirs.Variants.Select(variant => new SaleForm(variant)))),
        };
        return [.. fields.Where(field => field.Mine != field.Theirs)];
    }

    /// <summary>Those that were removed are named, too. Of two with one name the last counts.</summary>
    private Dictionary<string, IReadOnlyList<string>?> AttributesToPatch()
    {
        var patch = (product.Attributes ?? new Dictionary<string, IReadOnlyList<string>?>())
            .ToDictionary(known => known.Key, IReadOnlyList<string>? (_) => null, StringComparer.Ordinal);
        foreach (var attribute in Attributes.Where(attribute => attribute.Name.OrNull() is not null))
            patch[attribute.Name.Trim()] = AttributeForm.Split(attribute.Values);
        return patch;
    }

    private static string Text(IEnumerable<string> tags) => string.Join(", ", tags);

    private static string Text(IEnumerable<AttributeForm> attributes)
        => string.Join('\n', attributes.Select(attribute => $"{attribute.Name}: {attribute.Values}"));

    private static string Text(IEnumerable<SaleForm> sales) => string.Join('\n', sales
        .Where(sale => sale.Price is not null)
        .Select(sale => $"{sale.Variant.Sku}: {sale.ToSale()!.Price}, {sale.FirstDay:yyyy-MM-dd} – {sale.LastDay:yyyy-MM-dd}"));

    private static string Text(IEnumerable<ProductImage> images) => string.Join('\n', images.Select(image => image.Alt ?? image.Url));
}
