using System.Diagnostics.CodeAnalysis;
using Ecommerce.CatalogService.Categories;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.CatalogService.Products;

/// <summary>What a product must be: turns a request into a draft, or says everything that is wrong with it.</summary>
internal static class ProductRules
{
    private const int MaxVariants = 100;
    private const int MaxTags = 30;

    public static bool TryCheck(
        ProductInput input, [NotNullWhen(true)] out ProductDraft? draft, [NotNullWhen(false)] out IReadOnlyDictionary<string, string[]>? errors)
    {
        var wrong = new FieldErrors();
        var details = new ProductDetails(
            TextRules.Required(input.Name, "name", 200, wrong),
            TextRules.Optional(input.Description, "description", 10_000, wrong),
            TextRules.Optional(input.Brand, "brand", 100, wrong),
            TextRules.Required(input.Category, "category", 100, wrong),
            Tags(input.Tags, wrong),
            input.Published ?? true,
            Variants(input, wrong),
            AttributeRules.Check(input.Attributes, wrong),
            ImageRules.Check(input.Images, wrong));
        var category = CategoryReference.Parse(details.Category);
        wrong.Check("category", category.Path.Count <= CategoryRules.MaxDepth, $"must have at most {CategoryRules.MaxDepth} levels");

        draft = wrong.IsEmpty ? new ProductDraft(details, category, Stock(input)) : null;
        errors = wrong.IsEmpty ? null : wrong.Errors;
        return draft is not null;
    }

    private static List<string> Tags(IReadOnlyList<string>? tags, FieldErrors wrong)
    {
        if (tags?.Count > MaxTags)
        {
            wrong.Add("tags", $"must have at most {MaxTags} tags");
            return [];
        }

        return [.. (tags ?? []).Select((tag, i) => TextRules.Required(tag, $"tags[{i}]", 50, wrong)).Distinct(StringComparer.Ordinal)];
    }

    private static List<Variant> Variants(ProductInput input, FieldErrors wrong)
    {
        if (input.Variants is null)
        {
            return [VariantRules.Check(Single(input), "", wrong)];
        }

        if (input.Sku is not null || input.Price is not null || input.Sale is not null || input.Stock is not null)
        {
            wrong.Add("variants", "must not stand beside sku, price, sale or stock");
        }

        if (input.Variants.Count is 0 or > MaxVariants)
        {
            wrong.Add("variants", $"must have 1 to {MaxVariants} variants");
            return [];
        }

        List<Variant> variants = [.. input.Variants.Select((v, i) => VariantRules.Check(v, $"variants[{i}].", wrong))];
        VariantRules.CheckSiblings(variants, wrong);
        return variants;
    }

    private static Dictionary<string, int?> Stock(ProductInput input)
        => (input.Variants ?? [Single(input)]).ToDictionary(v => v.Sku!, v => v.Stock, StringComparer.Ordinal);

    private static VariantInput Single(ProductInput input) => new() { Sku = input.Sku, Price = input.Price, Sale = input.Sale, Stock = input.Stock };
}
