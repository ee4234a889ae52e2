using System.Security.Claims;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.CatalogService.Features.BulkEdit;

internal static class BulkEditEndpoint
{
    public static void MapBulkEdit(this IEndpointRouteBuilder app)
        => app.MapPost("/products/bulk", EditAsync).WithTags("products")
            .WithName("EditProducts").WithSummary("Makes one change to many products").RequirePermission(Permissions.ProductsWrite);

    private static async Task<Results<Ok<BulkEditResponse>, ProblemHttpResult>> EditAsync(
        BulkEditRequest request, [FromHeader(Name = IdempotencyKeys.Header)] string? key, ClaimsPrincipal caller, BulkEditCommands commands,
        IProductStore store, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors().CheckIdempotencyKey(key);
        var change = BulkEditRules.Check(request, await store.GetCategoriesAsync(cancellationToken), errors);
        if (errors.TryGetProblem(out var problem))
            return problem;

        var fingerprint = IdempotencyKeys.FingerprintOf("bulk", request, CatalogJson.Default.BulkEditRequest);
        var edit = new BulkEditJob(caller.UserId(), key!, [.. request.Ids!.Distinct()], change, fingerprint);
        return await commands.BeginAsync(edit, cancellationToken) switch
        {
            BulkEditStart.InProgress => IdempotencyKeys.InProgress(),
            BulkEditStart.Mismatch => IdempotencyKeys.Mismatch(),
            _ => TypedResults.Ok(await commands.RunAsync(edit, cancellationToken)),
        };
    }
}
