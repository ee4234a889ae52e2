using System.Security.Claims;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.CatalogService.Features.Stock;

internal static class StockEndpoints
{
    public static void MapStock(this IEndpointRouteBuilder app)
    {
        app.MapGet("/products/variants/low-stock", LowStockList.GetAsync).WithTags("stock")
            .WithName("ListLowStock").WithSummary("Variants that run out, the fewest first").RequirePermission(Permissions.ProductsRead);

        app.MapPost("/products/variants/stocktake", StocktakeAsync).WithTags("stock")
            .WithName("TakeStock").WithSummary("Sets the stock of many variants to what was counted")
            .RequirePermission(Permissions.ProductsWrite);

        var stock = app.MapGroup("/products/variants/{sku}/stock").WithTags("stock");
        stock.MapGet("/", GetAsync).WithName("GetStock").WithSummary("Stock of a variant: available, reserved and sold")
            .RequirePermission(Permissions.ProductsRead);
        stock.MapGet("/history", StockHistory.GetAsync)
            .WithName("ListStockChanges").WithSummary("Changes of a variant's stock, newest first")
            .RequirePermission(Permissions.ProductsRead);
        stock.MapPost("/", ChangeAsync).WithName("ChangeStock").WithSummary("Adds to a variant's stock or takes from it")
            .RequirePermission(Permissions.ProductsWrite);
    }

    private static async Task<Results<Ok<StockLevelResponse>, ProblemHttpResult>> GetAsync(
        string sku, IProductStore store, CancellationToken cancellationToken)
        => Sku.IsSku(sku) && await store.FindStockAsync(sku, cancellationToken) is { } level
            ? TypedResults.Ok(StockLevelResponse.Of(level))
            : Problems.NotFound("SKU");

    private static async Task<Results<Ok<StockLevelResponse>, ProblemHttpResult>> ChangeAsync(
        string sku, StockChangeRequest request, [FromHeader(Name = IdempotencyKeys.Header)] string? key, ClaimsPrincipal caller,
        StockCommands commands, CancellationToken cancellationToken)
    {
        const int Max = StockLevel.MaxChange;
        var errors = new FieldErrors()
            .CheckIdempotencyKey(key)
            .Check("change", request.Change is >= -Max and <= Max and not 0, $"must be -{Max} to {Max}, and not 0");
        var reason = TextFields.Required(request.Reason, "reason", 200, errors);
        if (errors.TryGetProblem(out var problem))
            return problem;
        if (!Sku.IsSku(sku))
            return Problems.NotFound("SKU");

        var result = await commands.ChangeAsync(caller.UserId(), key!, sku, request.Change!.Value, reason, cancellationToken);
        return result.Adjustment is { } adjustment ? TypedResults.Ok(StockLevelResponse.Of(adjustment)) : ToProblem(result.Error);
    }

    private static async Task<Results<Ok<StocktakeResponse>, ProblemHttpResult>> StocktakeAsync(
        StocktakeRequest request, [FromHeader(Name = IdempotencyKeys.Header)] string? key, ClaimsPrincipal caller, Stocktake stocktake,
        CancellationToken cancellationToken, bool dryRun = false)
    {
        var errors = Stocktake.Check(request, new FieldErrors().CheckIdempotencyKey(key));
        if (errors.TryGetProblem(out var problem))
            return problem;

        var (response, error) = await stocktake.RunAsync(caller.UserId(), key!, request, dryRun, cancellationToken);
        return response is not null ? TypedResults.Ok(response) : ToProblem(error);
    }

    private static ProblemHttpResult ToProblem(StockChangeError error) => error switch
    {
        StockChangeError.InProgress => IdempotencyKeys.InProgress(),
        StockChangeError.KeyReused => IdempotencyKeys.Mismatch(),
        StockChangeError.BelowZero => Problems.Problem(
            StatusCodes.Status409Conflict, "stock-below-zero", "Fewer units are available than the change takes away."),
        StockChangeError.TooHigh => Problems.Problem(
            StatusCodes.Status409Conflict, "stock-too-high", $"At most {StockLevel.MaxAvailable} units can be available."),
        _ => Problems.NotFound("SKU"),
    };
}
