using System.Security.Claims;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Features.ReadProducts;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CatalogService.Features.WriteProducts;

internal static class WriteProductsEndpoints
{
    public static void MapWriteProducts(this IEndpointRouteBuilder app)
    {
        var products = app.MapGroup("/products").WithTags("products").RequirePermission(Permissions.ProductsWrite);
        products.MapPost("/", CreateAsync).WithName("CreateProduct").WithSummary("Creates a product");
        products.MapPut("/{id:guid}", ReplaceAsync).WithName("ReplaceProduct").WithSummary("Replaces a product");
        products.MapPatch("/{id:guid}", PatchAsync).WithName("PatchProduct").WithSummary("Changes members of a product (JSON Merge Patch)")
            .Accepts<ProductInput>(ProductPatch.MediaType);
        products.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteProduct").WithSummary("Deletes a product");
    }

    private static async Task<Results<Created<ProductResponse>, ProblemHttpResult>> CreateAsync(
        ProductInput input, ClaimsPrincipal caller, ProductCommands commands, ProductReader reader, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (!ProductRules.TryCheck(input, out var draft, out var errors))
            return Problems.Invalid(errors);

        var result = await commands.CreateAsync(draft, caller.UserId(), cancellationToken);
        if (result.Product is not { } product)
            return ToProblem(result, taken => TakenSkus.ToProblem(input, taken));

        return TypedResults.Created($"/products/{product.Id}", await RespondAsync(product, reader, response, cancellationToken));
    }

    private static async Task<Results<Ok<ProductResponse>, ProblemHttpResult>> ReplaceAsync(
        Guid id, ProductReplacement input, HttpRequest request, ClaimsPrincipal caller, ProductCommands commands, ProductReader reader,
        HttpResponse response, CancellationToken cancellationToken)
    {
        if (!IfMatch.TryRead(request, out var expected, out var problem))
            return problem;
        if (!ProductRules.TryCheckReplacement(input, out var draft, out var errors))
            return Problems.Invalid(errors);

        var result = await commands.ReplaceAsync(id, draft, expected.Value, caller.UserId(), cancellationToken);
        return result.Product is { } product
            ? TypedResults.Ok(await RespondAsync(product, reader, response, cancellationToken))
            : ToProblem(result, taken => TakenSkus.ToProblem(input, taken));
    }

    private static async Task<Results<Ok<ProductResponse>, ProblemHttpResult>> PatchAsync(
        Guid id, HttpRequest request, ClaimsPrincipal caller, ProductPatch patches, ProductCommands commands, ProductReader reader,
        HttpResponse response, CancellationToken cancellationToken)
    {
        if (!IfMatch.TryRead(request, out var expected, out var problem))
            return problem;
        var (patch, errors) = await patches.ReadAsync(request.Body, cancellationToken);
        if (patch is null)
            return Problems.Invalid(errors!);

        var result = await commands.ChangeAsync(
            id, product => patches.TryApply(patch, product.Details, out var draft, out errors) ? draft : null, expected.Value,
            caller.UserId(), cancellationToken);
        if (result.Product is { } changed)
            return TypedResults.Ok(await RespondAsync(changed, reader, response, cancellationToken));
        return result.Error == WriteError.Invalid
            ? Problems.Invalid(errors!)
            : ToProblem(result, taken => TakenSkus.ToProblem(patch, taken));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, HttpRequest request, ClaimsPrincipal caller, ProductCommands commands, CancellationToken cancellationToken)
    {
        if (!IfMatch.TryRead(request, out var expected, out var problem))
            return problem;

        var result = await commands.DeleteAsync(id, expected.Value, caller.UserId(), cancellationToken);
        return result.Product is not null ? TypedResults.NoContent() : ToProblem(result.Error);
    }

    private static async Task<ProductResponse> RespondAsync(
        Product written, ProductReader reader, HttpResponse response, CancellationToken cancellationToken)
    {
        var product = await reader.ReadWrittenAsync(written, cancellationToken);
        response.Headers.ETag = EntityTag.Of(product);
        return product;
    }

    private static ProblemHttpResult ToProblem(WriteResult result, Func<IReadOnlyList<string>, ProblemHttpResult> skusTaken)
        => result.TakenSkus is { } taken ? skusTaken(taken) : ToProblem(result.Error);

    private static ProblemHttpResult ToProblem(WriteError error)
        => error == WriteError.Stale ? IfMatch.Stale() : Problems.NotFound("product");
}
