using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Features.Products;

/// <summary>The variant that a product's page shows, and where each other option leads.</summary>
/// <param name="Options">What can be chosen, such as colour and size; none where there is one variant alone.</param>
public sealed record VariantChoice(Variant Chosen, IReadOnlyList<ProductOption> Options)
{
    /// <param name="product">The product.</param>
    /// <param name="sku">Of the variant that was asked for; others: the first that can be bought, or the first.</param>
    public static VariantChoice Of(Product product, string? sku)
    {
        var chosen = product.Variants.FirstOrDefault(variant => variant.Sku == sku)
            ?? product.Variants.FirstOrDefault(variant => variant.IsAvailable)
            ?? product.Variants[0];
        var names = product.Variants.Count == 1 ? [] : product.Variants.SelectMany(variant => variant.Options.Keys).Distinct().ToList();
        return new(chosen, [.. names.Select(name => new ProductOption(name, ValuesOf(name, chosen, product.Variants)))]);
    }

    private static List<OptionValue> ValuesOf(string name, Variant chosen, IReadOnlyList<Variant> variants)
    {
        var values = variants.Where(variant => variant.Options.ContainsKey(name)).Select(variant => variant.Options[name]).Distinct();
        return [.. values.Select(value =>
        {
            var nearest = Nearest(variants.Where(variant => variant.Options.GetValueOrDefault(name) == value), chosen);
            return new OptionValue(value, nearest.Sku, chosen.Options.GetValueOrDefault(name) == value, nearest.IsAvailable);
        })];
    }

    /// <summary>The one that has most in common with the chosen one; of equals, one that can be bought.</summary>
    private static Variant Nearest(IEnumerable<Variant> candidates, Variant chosen)
        => candidates.MaxBy(variant => (variant.Options.Count(chosen.Options.Contains), variant.IsAvailable))!;
}

public sealed record ProductOption(string Name, IReadOnlyList<OptionValue> Values);

/// <param name="Sku">Of the variant that choosing it leads to.</param>
/// <param name="IsAvailable">Whether that variant can be bought.</param>
public sealed record OptionValue(string Value, string Sku, bool IsChosen, bool IsAvailable);
