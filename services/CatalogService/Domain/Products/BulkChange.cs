using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Domain.Products;

/// <summary>One change for many products; what is null stays as it is.</summary>
/// <param name="PricePercent">By how much regular prices rise; sales keep theirs.</param>
internal sealed record BulkChange(decimal? PricePercent, CategoryReference? Category, bool? Published)
{
    /// <summary>The product with the change, or why it cannot have it.</summary>
    public (ProductDraft? Draft, string? Failure) Apply(ProductDetails details)
    {
        var changed = details with { Variants = [.. details.Variants.Select(Apply)], Published = Published ?? details.Published };
        if (changed.Variants.Select(FailureOf).FirstOrDefault(failure => failure is not null) is { } failure)
            return (null, failure);
        var category = Category ?? CategoryReference.Parse(details.Category);
        var stock = details.Skus().ToDictionary(sku => sku, int? (_) => null, StringComparer.Ordinal);
        return (new ProductDraft(changed, category, stock), null);
    }

    private Variant Apply(Variant variant) => PricePercent is { } percent
        ? variant with { Price = Currencies.Raise(variant.Price, percent) }
        : variant;

    private string? FailureOf(Variant variant) => variant switch
    {
        _ when PricePercent is null => null,
        { Price.Amount: <= 0 } => $"The price of {variant.Sku} would be 0.",
        { Price.Amount: > Variant.MaxPrice } => $"The price of {variant.Sku} would be more than {Variant.MaxPrice}.",
        { Sale: { } sale } when sale.Price.Amount >= variant.Price.Amount
            => $"The price of {variant.Sku} would not be above its sale's.",
        _ => null,
    };
}
