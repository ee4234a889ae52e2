using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Domain.Products;

namespace Ecommerce.CatalogService.Infrastructure.Storage;

/// <summary>The fields in which two states of a product differ. Only what differs is serialized: an import compares thousands.</summary>
internal sealed class ProductDifference
{
    private readonly List<FieldChange> changes = [];

    public static IReadOnlyList<FieldChange> Of(ProductDetails before, ProductDetails after)
    {
        var difference = new ProductDifference();
        difference.AddSold(before, after);
        difference.AddTold(before, after);
        return difference.changes;
    }

    /// <summary>What is told of a product that comes or goes: what is sold, where and for how much.</summary>
    public static IReadOnlyList<FieldChange> Sold(ProductDetails? before, ProductDetails? after)
    {
        var difference = new ProductDifference();
        difference.AddSold(before, after);
        return difference.changes;
    }

    private void AddSold(ProductDetails? before, ProductDetails? after)
    {
        Add("name", before, after, (a, b) => a.Name == b.Name, d => Text(d.Name));
        Add("category", before, after, (a, b) => a.Category == b.Category, d => Text(d.Category));
        Add("published", before, after, (a, b) => a.Published == b.Published, d => Json(d.Published, CatalogJson.Default.Boolean));
        AddVariants("price", before, after, (a, b) => a.Price == b.Price, v => Json(v.Price, CatalogJson.Default.Money));
        AddVariants(
            "sale", before, after, (a, b) => a.Sale == b.Sale, v => v.Sale is { } sale ? Json(sale, CatalogJson.Default.Sale) : null);
    }

    private void AddTold(ProductDetails before, ProductDetails after)
    {
        Add("description", before, after, (a, b) => a.Description == b.Description, d => Text(d.Description));
        Add("brand", before, after, (a, b) => a.Brand == b.Brand, d => Text(d.Brand));
        Add(
            "tags", before, after, (a, b) => a.Tags.SequenceEqual(b.Tags, StringComparer.Ordinal),
            d => Json(d.Tags, CatalogJson.Default.IReadOnlyListString));
        Add(
            "attributes", before, after,
            (a, b) => AreEqual(a.Attributes, b.Attributes, (x, y) => x.SequenceEqual(y, StringComparer.Ordinal)),
            d => Json(d.Attributes, CatalogJson.Default.IReadOnlyDictionaryStringIReadOnlyListString));
        Add(
            "images", before, after, (a, b) => a.Images.SequenceEqual(b.Images),
            d => Json(d.Images, CatalogJson.Default.IReadOnlyListProductImage));
        Add("seoTitle", before, after, (a, b) => a.SeoTitle == b.SeoTitle, d => Text(d.SeoTitle));
        Add("seoDescription", before, after, (a, b) => a.SeoDescription == b.SeoDescription, d => Text(d.SeoDescription));
        AddVariants(
            "options", before, after, (a, b) => AreEqual(a.Options, b.Options, string.Equals),
            v => Json(v.Options, CatalogJson.Default.IReadOnlyDictionaryStringString));
    }

    private void AddVariants(
        string field, ProductDetails? oldDetails, ProductDetails? newDetails, Func<Variant, Variant, bool> areEqual,
        Func<Variant, JsonElement?> json)
    {
        var old = oldDetails?.Variants ?? [];
        var now = newDetails?.Variants ?? [];
        foreach (var variant in now)
        {
            // Most are equal, and need no name.
            if (Find(old, variant.Sku) is not { } before || !areEqual(before, variant))
                Add($"variants[{variant.Sku}].{field}", Find(old, variant.Sku), variant, areEqual, json);
        }

        foreach (var removed in old.Where(variant => Find(now, variant.Sku) is null))
            Add($"variants[{removed.Sku}].{field}", removed, null, areEqual, json);
    }

    private void Add<T>(string field, T? before, T? after, Func<T, T, bool> areEqual, Func<T, JsonElement?> json)
        where T : class
    {
        if (before is not null && after is not null && areEqual(before, after))
            return;
        var (old, now) = (before is null ? null : json(before), after is null ? null : json(after));
        if (old is not null || now is not null)
            changes.Add(new(field, old, now));
    }

    private static Variant? Find(IReadOnlyList<Variant> variants, string sku) => variants.FirstOrDefault(variant => variant.Sku == sku);

    private static bool AreEqual<T>(IReadOnlyDictionary<string, T> a, IReadOnlyDictionary<string, T> b, Func<T, T, bool> areEqual)
        => a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out var other) && areEqual(pair.Value, other));

    private static JsonElement? Text(string? text) => string.IsNullOrEmpty(text) ? null : Json(text, CatalogJson.Default.String);

    private static JsonElement? Json<T>(T value, JsonTypeInfo<T> json) => JsonSerializer.SerializeToElement(value, json);
}
