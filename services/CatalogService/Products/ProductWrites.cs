using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CatalogService.Products;

/// <summary>What the catalogue's keepers may do.</summary>
internal static class ProductWrites
{
    public static void MapProductWrites(this IEndpointRouteBuilder app)
    {
        var products = app.MapGroup("/products").WithTags("products").RequirePermission(Permissions.ProductsWrite);
        products.MapPost("/", CreateAsync);
        products.MapPut("/{id:guid}", ReplaceAsync);
        products.MapPatch("/{id:guid}", PatchAsync).Accepts<ProductInput>(ProductPatch.MediaType);
        products.MapDelete("/{id:guid}", DeleteAsync);
    }

    private static async Task<Results<Created<ProductResponse>, ProblemHttpResult>> CreateAsync(
        ProductInput input, ProductCommands commands, ProductAnswers answers, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!ProductRules.TryCheck(input, out var draft, out var errors))
            return Problems.Invalid(errors);

        var outcome = await commands.CreateAsync(draft, cancellationToken);
        if (outcome.Product is not { } product)
            return Refused(outcome);

        var answer = await answers.OfAsync(product, response, cancellationToken);
        return TypedResults.Created($"/products/{product.Id}", answer);
    }

    private static async Task<Results<Ok<ProductResponse>, ProblemHttpResult>> ReplaceAsync(
        Guid id, ProductInput input, HttpRequest request, ProductCommands commands, ProductAnswers answers, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (ExpectedVersion(request, out var expected) is { } refusal)
            return refusal;
        if (!ProductRules.TryCheck(input, out var draft, out var errors))
            return Problems.Invalid(errors);

        var outcome = await commands.ReplaceAsync(id, draft, expected, cancellationToken);
        return outcome.Product is { } product
            ? TypedResults.Ok(await answers.OfAsync(product, response, cancellationToken))
            : Refused(outcome);
    }

    private static async Task<Results<Ok<ProductResponse>, ProblemHttpResult>> PatchAsync(
        Guid id, HttpRequest request, ProductPatch patches, ProductCommands commands, ProductAnswers answers, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (ExpectedVersion(request, out var expected) is { } refusal)
            return refusal;
        if (await ProductPatch.ReadAsync(request.Body, cancellationToken) is not { } patch)
            return Problems.Invalid(new Dictionary<string, string[]> { ["body"] = ["must be a JSON object"] });

        IReadOnlyDictionary<string, string[]>? errors = null;
        var outcome = await commands.ChangeAsync(
            id, product => patches.TryApply(patch, product.Details, out var draft, out errors) ? draft : null, expected, cancellationToken);
        if (outcome.Product is { } changed)
            return TypedResults.Ok(await answers.OfAsync(changed, response, cancellationToken));
        return outcome.Refusal == WriteRefusal.Invalid ? Problems.Invalid(errors!) : Refused(outcome);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, HttpRequest request, ProductCommands commands, CancellationToken cancellationToken)
    {
        if (ExpectedVersion(request, out var expected) is { } refusal)
            return refusal;

        var outcome = await commands.DeleteAsync(id, expected, cancellationToken);
        return outcome.Product is not null ? TypedResults.NoContent() : Refused(outcome);
    }

    private static ProblemHttpResult? ExpectedVersion(HttpRequest request, out EntityTag expected)
    {
        expected = default;
        if (request.Headers.IfMatch.Count == 0)
            return Problems.Problem(StatusCodes.Status428PreconditionRequired, "precondition-required", "If-Match is required: the ETag of the product that you read.");
        if (!EntityTag.TryParseIfMatch(request.Headers.IfMatch, out var tag))
            return Stale();
        expected = tag.Value;
        return null;
    }

    private static ProblemHttpResult Stale()
        => Problems.Problem(StatusCodes.Status412PreconditionFailed, "stale-version", "The product has changed since it was read.");

    private static ProblemHttpResult Refused(WriteOutcome outcome) => outcome.Refusal switch
    {
        WriteRefusal.SkuTaken => Problems.Problem(
            StatusCodes.Status409Conflict, "sku-taken", "Another product has this SKU.", string.Join(", ", outcome.TakenSkus ?? [])),
        WriteRefusal.Stale => Stale(),
        _ => Problems.NotFound("product"),
    };
}
