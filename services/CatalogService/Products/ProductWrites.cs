using Ecommerce.CatalogService.Storage;
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
        products.MapDelete("/{id:guid}", DeleteAsync);
    }

    private static async Task<Results<Created<ProductResponse>, ProblemHttpResult>> CreateAsync(
        ProductInput input, ProductCommands commands, IProductStore store, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!ProductRules.TryCheck(input, out var draft, out var errors))
            return Problems.Invalid(errors);

        var outcome = await commands.CreateAsync(draft, cancellationToken);
        if (outcome.Product is not { } product)
            return Refused(outcome);

        var answer = await AnswerAsync(product, store, response, cancellationToken);
        return TypedResults.Created($"/products/{product.Id}", answer);
    }

    private static async Task<Results<Ok<ProductResponse>, ProblemHttpResult>> ReplaceAsync(
        Guid id, ProductInput input, HttpRequest request, ProductCommands commands, IProductStore store, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (ExpectedVersion(request, out var expected) is { } refusal)
            return refusal;
        if (!ProductRules.TryCheck(input, out var draft, out var errors))
            return Problems.Invalid(errors);

        var outcome = await commands.ReplaceAsync(id, draft, expected, cancellationToken);
        return outcome.Product is { } product
            ? TypedResults.Ok(await AnswerAsync(product, store, response, cancellationToken))
            : Refused(outcome);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, HttpRequest request, ProductCommands commands, CancellationToken cancellationToken)
    {
        if (ExpectedVersion(request, out var expected) is { } refusal)
            return refusal;

        var outcome = await commands.DeleteAsync(id, expected, cancellationToken);
        return outcome.Product is not null ? TypedResults.NoContent() : Refused(outcome);
    }

    private static async Task<ProductResponse> AnswerAsync(
        Product product, IProductStore store, HttpResponse response, CancellationToken cancellationToken)
    {
        // Deleted again already: then the answer is the product as it was written, with nothing to buy.
        var stocked = await store.FindAsync(product.Id, cancellationToken) ?? new StockedProduct(product, new Dictionary<string, int>());
        var answer = ProductResponse.Of(stocked);
        response.Headers.ETag = EntityTag.Of(answer);
        return answer;
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
