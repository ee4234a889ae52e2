using Ecommerce.Contracts;
using Ecommerce.SearchService.Engines;
using Ecommerce.SearchService.Queries;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.SearchService.Indexing;

/// <summary>What the index holds, for whoever compares it with its sources.</summary>
internal static class IndexEndpoints
{
    public static RouteGroupBuilder MapIndex(this RouteGroupBuilder search)
    {
        search.MapGet("/index", ListAsync).RequirePermission(Permissions.ProductsRead).ProducesProblem(StatusCodes.Status400BadRequest);
        return search;
    }

    private static async Task<Results<Ok<IndexPage>, ProblemHttpResult>> ListAsync(
        Guid? after, string? limit, ISearchEngine engine, CancellationToken cancellationToken)
    {
        var wrong = new FieldErrors();
        var most = SearchQueryString.ParseLimit(limit, 100, 1000, wrong);
        if (wrong.Refusal(out var refusal))
            return refusal;

        var items = new List<IndexEntry>();
        await foreach (var product in engine.AllAsync(after ?? Guid.Empty, most, cancellationToken))
            items.Add(IndexEntry.Of(product));
        return TypedResults.Ok(new IndexPage(items, items.Count == most ? items[^1].Id : null));
    }
}

internal sealed record IndexPage(IReadOnlyList<IndexEntry> Items, Guid? Next);

/// <param name="Version">The catalogue's.</param>
/// <param name="Price">Of the cheapest variant.</param>
/// <param name="Available">Pieces of all variants.</param>
/// <param name="Sold">Pieces in confirmed orders that were not cancelled.</param>
internal sealed record IndexEntry(
    Guid Id, long Version, string Name, string CategoryPath, Money Price, Money HighestPrice, int Available, decimal Rating, int Ratings, long Sold)
{
    public static IndexEntry Of(IndexedProduct product) => new(
        product.Id, product.Version, product.Name, product.CategoryPath, product.Price, product.HighestPrice, product.Available,
        product.Rating, product.Ratings, product.Sold);
}
