using System.Security.Claims;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Storage;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.CatalogService.Stock;

internal static class StockEndpoints
{
    public static void MapStock(this IEndpointRouteBuilder app)
    {
        var stock = app.MapGroup("/products/variants/{sku}/stock").WithTags("stock");
        stock.MapGet("/", GetAsync).RequirePermission(Permissions.ProductsRead);
        stock.MapGet("/history", StockHistory.GetAsync).RequirePermission(Permissions.ProductsRead);
        stock.MapPost("/", ChangeAsync).RequirePermission(Permissions.ProductsWrite);
    }

    private static async Task<Results<Ok<StockLevelResponse>, ProblemHttpResult>> GetAsync(
        string sku, IProductStore store, CancellationToken cancellationToken)
        => TextRules.IsSku(sku) && await store.FindStockAsync(sku, cancellationToken) is { } level
            ? TypedResults.Ok(StockLevelResponse.Of(level))
            : Problems.NotFound("SKU");

    private static async Task<Results<Ok<StockLevelResponse>, ProblemHttpResult>> ChangeAsync(
        string sku, StockChangeRequest request, [FromHeader(Name = "Idempotency-Key")] string? key, ClaimsPrincipal caller,
        StockCommands commands, CancellationToken cancellationToken)
    {
        var wrong = new FieldErrors()
            .Check("Idempotency-Key", key is { Length: >= 1 and <= 255 } && key.All(c => c is > ' ' and <= '~'), "is required: 1 to 255 visible characters")
            .Check("change", request.Change is not (null or 0) && Math.Abs((long)request.Change) <= VariantRules.MaxStock, $"must be -{VariantRules.MaxStock} to {VariantRules.MaxStock}, and not 0");
        var reason = TextRules.Required(request.Reason, "reason", 200, wrong);
        if (wrong.Refusal(out var refusal))
            return refusal;
        if (!TextRules.IsSku(sku))
            return Problems.NotFound("SKU");

        var outcome = await commands.ChangeAsync(caller.UserId(), key!, sku, request.Change!.Value, reason, cancellationToken);
        return outcome.Level is { } level ? TypedResults.Ok(level) : Refused(outcome.Refusal);
    }

    private static ProblemHttpResult Refused(StockRefusal refusal) => refusal switch
    {
        StockRefusal.InProgress => Problems.Problem(
            StatusCodes.Status409Conflict, "idempotency-in-progress", "A request with this Idempotency-Key is still running."),
        StockRefusal.OtherRequest => Problems.Problem(
            StatusCodes.Status422UnprocessableEntity, "idempotency-mismatch", "This Idempotency-Key was used for another request."),
        StockRefusal.BelowZero => Problems.Problem(
            StatusCodes.Status409Conflict, "stock-below-zero", "There are fewer pieces available than the change takes away."),
        StockRefusal.TooMuch => Problems.Problem(
            StatusCodes.Status409Conflict, "stock-too-high", $"There cannot be more than {StockCommands.MostAvailable} pieces available."),
        _ => Problems.NotFound("SKU"),
    };
}
