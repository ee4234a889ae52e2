using System.Text.Json;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Features.WriteProducts;

namespace Ecommerce.CatalogService.Tests;

public sealed class DemoCatalogueTests
{
    [Fact]
    public async Task Demo_catalogue_is_large_varied_and_valid()
    {
        await using var file = typeof(ProductRules).Assembly.GetManifestResourceStream("catalog.ndjson")!;
        var drafts = new List<ProductDraft>();
        foreach (var line in await ReadLinesAsync(file))
        {
            var input = JsonSerializer.Deserialize(line, CatalogJson.Default.ProductInput)!;
            Assert.True(ProductRules.TryCheck(input, out var draft, out _), line);
            drafts.Add(draft);
        }

        Assert.True(drafts.Count >= 200);
        Assert.True(drafts.Select(d => d.Details.Category).Distinct().Count() >= 12);
        Assert.Equal(drafts.Count, drafts.Select(d => d.Details.Name).Distinct().Count());
        Assert.Equal(drafts.Sum(d => d.Stock.Count), drafts.SelectMany(d => d.Stock.Keys).Distinct().Count());
        Assert.Contains(drafts, d => d.Details.Variants.Count > 5);
        Assert.All(drafts, d => Assert.DoesNotContain(null, d.Stock.Values));

        // A page of offers, from many parts of the shop, that never ends.
        var onSale = drafts.Where(d => d.Details.Variants.Any(variant => variant.Sale is { From: null, To: null })).ToList();
        Assert.InRange(onSale.Count, 16, drafts.Count / 5);
        Assert.True(onSale.Select(d => d.Details.Category).Distinct().Count() >= 12);
    }

    private static async Task<string[]> ReadLinesAsync(Stream file)
    {
        using var reader = new StreamReader(file);
        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
