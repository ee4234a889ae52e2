using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CatalogService.Features.History;

internal sealed record ProductHistoryResponse(IReadOnlyList<HistoryEntryResponse> Items, string? Next);

internal sealed record HistoryEntryResponse(
    Guid Id, DateTimeOffset At, Guid ActorId, string Action, IReadOnlyList<FieldChange> Changes)
{
    public static HistoryEntryResponse Of(ProductHistoryEntry entry)
        => new(entry.Id, entry.At, entry.ActorId, entry.Action, entry.Changes);
}

/// <summary>What people did to a product, newest first; to a deleted one, too.</summary>
internal static class ProductHistoryEndpoint
{
    public static void MapProductHistory(this IEndpointRouteBuilder app)
        => app.MapGet("/products/{id:guid}/history", GetAsync).WithTags("products")
            .WithName("ListProductChanges").WithSummary("What people changed of a product, newest first")
            .RequirePermission(Permissions.ProductsRead);

    private static async Task<Results<Ok<ProductHistoryResponse>, ProblemHttpResult>> GetAsync(
        Guid id, string? after, string? limit, IProductStore store, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var before = VersionCursor.Parse(after, errors);
        errors.CheckLimit(limit, out var count);
        if (errors.TryGetProblem(out var problem))
            return problem;

        var found = await store.GetProductHistoryAsync(id, before, count + 1, cancellationToken);
        if (found.Count == 0 && after is null && await store.FindAsync(id, cancellationToken) is null)
            return Problems.NotFound("product");
        var (entries, next) = Paging.Cut(found, count, entry => VersionCursor.Of(entry.Version));
        return TypedResults.Ok(new ProductHistoryResponse([.. entries.Select(HistoryEntryResponse.Of)], next));
    }
}
