using Ecommerce.Contracts;
using Ecommerce.SearchService.Domain.Products;
using Ecommerce.SearchService.Infrastructure;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.SearchService.Features.Index;

/// <summary>The content of the active index, so that it can be compared with its sources.</summary>
internal static class IndexEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    public static RouteGroupBuilder MapIndex(this RouteGroupBuilder search)
    {
        search.MapGet("/index", ListAsync).WithName("ListIndexedProducts").WithSummary("What the index holds of each product")
            .RequirePermission(Permissions.ProductsRead).ProducesProblem(StatusCodes.Status400BadRequest);
        return search;
    }

    private static async Task<Results<Ok<IndexPage>, ProblemHttpResult>> ListAsync(
        Guid? after, string? limit, ISearchEngine engine, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.CheckLimit(limit, out var maxItems, DefaultLimit, MaxLimit);
        if (errors.TryGetProblem(out var refusal))
            return refusal;

        var items = new List<IndexEntry>();
        await foreach (var product in engine.ListAsync(after ?? Guid.Empty, maxItems, cancellationToken))
            items.Add(IndexEntry.Of(product));
        return TypedResults.Ok(new IndexPage(items, items.Count == maxItems ? items[^1].Id : null));
    }
}

internal sealed record IndexPage(IReadOnlyList<IndexEntry> Items, Guid? Next);

/// <param name="Version">Of the catalogue.</param>
/// <param name="Price">Of the cheapest variant.</param>
/// <param name="Available">Units in stock, all variants together.</param>
/// <param name="Sold">Units in confirmed orders that were not cancelled.</param>
internal sealed record IndexEntry(
    Guid Id, long Version, string Name, string CategoryPath, Money Price, Money HighestPrice, int Available, decimal Rating, int Ratings,
    long Sold)
{
    public static IndexEntry Of(IndexedProduct product) => new(
        product.Id, product.Version, product.Name, product.CategoryPath, product.Price, product.HighestPrice, product.Available,
        product.Rating, product.Ratings, product.Sold);
}
