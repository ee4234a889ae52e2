using System.Text.Json.Nodes;

namespace Ecommerce.Shoppers.Journeys;

/// <summary>Looks through the categories, searches, and opens a product.</summary>
internal sealed class Browsing(ShopClient shop)
{
    public async Task<bool> GoAsync(Visit visit) => await FindAsync(visit) is not null;

    /// <summary>A product that was opened.</summary>
    /// <returns>Null: the shop did not answer, or sells nothing.</returns>
    public async Task<JsonNode?> FindAsync(Visit visit)
    {
        if (await shop.GetAsync("categories", "/categories") is not { IsOk: true } categories) return null;
        if (JsonNode.Parse(categories.Body) is not JsonArray { Count: > 0 } names) return null;
        var words = Uri.EscapeDataString((string)visit.Pick(names)["name"]!);
        var product = await FoundAsync(visit, $"/search?q={words}&inStock=true&limit=20")
            ?? await FoundAsync(visit, "/search?inStock=true&limit=50");
        if (product is null || await shop.GetAsync("product", $"/products/{product["id"]}") is not { IsOk: true } opened) return null;
        return JsonNode.Parse(opened.Body);
    }

    private async Task<JsonNode?> FoundAsync(Visit visit, string question)
        => await shop.GetAsync("search", question) is { IsOk: true } found
            && JsonNode.Parse(found.Body)!["items"] is JsonArray { Count: > 0 } items
            ? visit.Pick(items)
            : null;
}
