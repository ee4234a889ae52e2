using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Features.WriteProducts;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Tests;

/// <summary>Products as tests need them.</summary>
internal static class Samples
{
    public static ProductInput Input(string sku = "LAMP-1", int? stock = 5) => new()
    {
        Name = "Brass Lamp",
        Category = "Lighting",
        Sku = sku,
        Price = new MoneyInput { Amount = 49.90m, Currency = "EUR" },
        Stock = stock,
    };

    public static ProductDraft Draft(int stock, params string[] skus) => new(
        new ProductDetails(
            "Brass Lamp", "", "Lumen", "lighting", [], true, [.. skus.Select(Variant)],
            new Dictionary<string, IReadOnlyList<string>> { ["material"] = ["brass", "linen"] }, [new("/lamp.png", "A lamp")]),
        CategoryReference.Parse("Lighting"),
        skus.ToDictionary(sku => sku, _ => (int?)stock, StringComparer.Ordinal));

    public static OrderLine[] Lines(params (string Sku, int Quantity)[] lines)
        => [.. lines.Select(l => new OrderLine(l.Sku, Guid.Empty, "Brass Lamp", l.Quantity, new Money(49.90m, "EUR")))];

    private static Variant Variant(string sku) => new(sku, new Dictionary<string, string> { ["number"] = sku }, new Money(49.90m, "EUR"));
}
