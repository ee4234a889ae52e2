using System.Diagnostics.CodeAnalysis;
using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Features.Categories;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.CatalogService.Features.WriteProducts;

/// <summary>What a request for a product must be: turns it into a draft, or reports every error in it.</summary>
internal static class ProductRules
{
    private const int MaxVariants = 100;
    private const int MaxTags = 30;

    // Search engines cut off what is longer.
    private const int MaxSeoTitle = 70;
    private const int MaxSeoDescription = 320;

    public static bool TryCheck(
        ProductInput input, [NotNullWhen(true)] out ProductDraft? draft,
        [NotNullWhen(false)] out IReadOnlyDictionary<string, string[]>? errors)
        => TryCheck(input, new FieldErrors(), out draft, out errors);

    /// <summary>The same for what replaces a product.</summary>
    public static bool TryCheckReplacement(
        ProductInput input, [NotNullWhen(true)] out ProductDraft? draft,
        [NotNullWhen(false)] out IReadOnlyDictionary<string, string[]>? errors)
        => TryCheck(
            input, new FieldErrors().Check("published", input.Published is not null, "is required: true or false"), out draft, out errors);

    private static bool TryCheck(
        ProductInput input, FieldErrors found, [NotNullWhen(true)] out ProductDraft? draft,
        [NotNullWhen(false)] out IReadOnlyDictionary<string, string[]>? errors)
    {
        var details = new ProductDetails(
            TextFields.Required(input.Name, "name", 200, found),
            TextFields.Paragraphs(input.Description, "description", 10_000, found),
            TextFields.Optional(input.Brand, "brand", 100, found),
            TextFields.Required(input.Category, "category", 100, found),
            Tags(input.Tags, found),
            input.Published ?? true,
            Variants(input, found),
            AttributeRules.Check(input.Attributes, found),
            ImageRules.Check(input.Images, found),
            Seo(input.SeoTitle, "seoTitle", MaxSeoTitle, found),
            Seo(input.SeoDescription, "seoDescription", MaxSeoDescription, found));
        var category = CategoryReference.Parse(details.Category);
        CategoryRules.CheckParts(details.Category, "category", found);
        found.Check(
            "category", category.Path.Count <= CategoryPlacement.MaxDepth, $"must have at most {CategoryPlacement.MaxDepth} levels");

        draft = found.IsEmpty
            ? new ProductDraft(details, category, Stock(input)) { KeepsPublished = input.Published is null }
            : null;
        errors = found.IsEmpty ? null : found.Errors;
        return draft is not null;
    }

    private static string? Seo(string? text, string path, int maxLength, FieldErrors errors)
        => TextFields.Optional(text, path, maxLength, errors) is { Length: > 0 } given ? given : null;

    private static List<string> Tags(IReadOnlyList<string>? tags, FieldErrors errors)
    {
        if (tags?.Count > MaxTags)
        {
            errors.Add("tags", $"must have at most {MaxTags} tags");
            return [];
        }

        return [.. (tags ?? []).Select((tag, i) => TextFields.Required(tag, $"tags[{i}]", 50, errors)).Distinct(StringComparer.Ordinal)];
    }

    private static List<Variant> Variants(ProductInput input, FieldErrors errors)
    {
        if (input.Variants is null)
        {
            return [VariantRules.Check(Single(input), "", errors)];
        }

        if (input.Sku is not null || input.Price is not null || input.Sale is not null || input.Stock is not null)
        {
            errors.Add("variants", "must not stand beside sku, price, sale or stock");
        }

        if (input.Variants.Count is 0 or > MaxVariants)
        {
            errors.Add("variants", $"must have 1 to {MaxVariants} variants");
            return [];
        }

        List<Variant> variants = [.. input.Variants.Select((v, i) => VariantRules.Check(v, $"variants[{i}].", errors))];
        VariantRules.CheckSiblings(variants, errors);
        return variants;
    }

    private static Dictionary<string, int?> Stock(ProductInput input)
        => (input.Variants ?? [Single(input)]).ToDictionary(v => v.Sku!, v => v.Stock, StringComparer.Ordinal);

    private static VariantInput Single(ProductInput input)
        => new() { Sku = input.Sku, Price = input.Price, Sale = input.Sale, Stock = input.Stock };
}
