using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.SearchService.Tests.Relevance;

/// <summary>A search of its own over one catalogue.</summary>
public abstract class Shelf : SearchShop
{
    protected abstract IEnumerable<Sample> Products();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await PublishAndIndexAsync([.. Products()]);
    }
}

/// <summary>The catalogue that a new shop shows.</summary>
public sealed class DemoShelf : Shelf
{
    protected override IEnumerable<Sample> Products()
        => File.ReadLines(Repository.PathOf("services", "CatalogService", "Features", "ImportProducts", "Demo", "catalog.ndjson"))
            .Select(line => JsonNode.Parse(line)!).Select(Read);

    private static Sample Read(JsonNode product) => new((string)product["name"]!)
    {
        Description = (string)product["description"]!,
        Brand = (string)product["brand"]!,
        Category = (string)product["category"]!,
        CategoryPath = ((string)product["category"]!).ToLowerInvariant().Replace(" & ", "-", StringComparison.Ordinal).Replace(' ', '-'),
        Tags = [.. product["tags"]!.AsArray().Select(tag => (string)tag!)],
    };
}

/// <summary>A catalogue that nobody on this project wrote.</summary>
public sealed class OutdoorShelf : Shelf
{
    protected override IEnumerable<Sample> Products() => File.Exists(CatalogueFactAttribute.File)
        ? JsonDocument.Parse(File.ReadAllText(CatalogueFactAttribute.File)).RootElement.EnumerateArray().Select(Read)
        : [];

    private static Sample Read(JsonElement product) => new(product.GetProperty("Name").GetString()!)
    {
        Description = product.GetProperty("Description").GetString()!,
        Brand = product.GetProperty("Brand").GetString()!,
        Category = product.GetProperty("Type").GetString()!,
        CategoryPath = product.GetProperty("Type").GetString()!.ToLowerInvariant().Replace('/', '-'),
        Price = product.GetProperty("Price").GetDecimal(),
    };
}
