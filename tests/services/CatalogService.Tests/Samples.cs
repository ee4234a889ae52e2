using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Features.ReadProducts;
using Ecommerce.CatalogService.Features.WriteProducts;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Tests;

/// <summary>Products as tests need them.</summary>
internal static class Samples
{
    /// <summary>Who changes products where a test does not care.</summary>
    public static readonly Guid Staff = Guid.CreateVersion7();

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

/// <summary>The commands of <see cref="Samples.Staff"/>.</summary>
internal static class StaffCommands
{
    public static Task<WriteResult> CreateAsync(this ProductCommands commands, ProductDraft draft, CancellationToken cancellationToken)
        => commands.CreateAsync(draft, Samples.Staff, cancellationToken);

    public static Task<WriteResult> ReplaceAsync(
        this ProductCommands commands, Guid id, ProductDraft draft, EntityTag expected, CancellationToken cancellationToken)
        => commands.ReplaceAsync(id, draft, expected, Samples.Staff, cancellationToken);

    public static Task<WriteResult> DeleteAsync(
        this ProductCommands commands, Guid id, EntityTag expected, CancellationToken cancellationToken)
        => commands.DeleteAsync(id, expected, Samples.Staff, cancellationToken);
}
