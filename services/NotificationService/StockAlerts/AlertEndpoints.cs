using System.Security.Claims;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.NotificationService.StockAlerts;

internal sealed record AlertRequest(string Sku);

internal sealed record AlertList(IReadOnlyList<StockAlert> Items);

internal static class AlertEndpoints
{
    private const int MaxSkuLength = 64;

    public static RouteGroupBuilder MapStockAlerts(this RouteGroupBuilder notifications)
    {
        notifications.MapPost("stock-alerts", AddAsync).WithName("AddStockAlert")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        notifications.MapGet("stock-alerts", ListAsync).WithName("ListStockAlerts");
        notifications.MapDelete("stock-alerts/{sku}", RemoveAsync).WithName("RemoveStockAlert").ProducesProblem(StatusCodes.Status404NotFound);
        return notifications;
    }

    private static async Task<Results<Created, Ok, ProblemHttpResult>> AddAsync(
        AlertRequest request, ClaimsPrincipal caller, AlertStore alerts, CancellationToken cancellationToken)
    {
        var sku = request.Sku.Trim();
        if (new FieldErrors().Check("sku", sku.Length is >= 1 and <= MaxSkuLength && !sku.Any(char.IsControl), $"must have 1 to {MaxSkuLength} characters")
            .Refusal(out var invalid))
            return invalid;

        return await alerts.AddAsync(caller.UserId(), sku, cancellationToken) switch
        {
            AlertOutcome.Added => TypedResults.Created($"/notifications/stock-alerts/{Uri.EscapeDataString(sku)}"),
            AlertOutcome.Waiting => TypedResults.Ok(),
            AlertOutcome.InStock => Problems.Problem(StatusCodes.Status409Conflict, "in-stock", "It can be bought now."),
            AlertOutcome.TooMany => Problems.Problem(StatusCodes.Status409Conflict, "too-many-alerts", "There are too many alerts already."),
            _ => Problems.Field(StatusCodes.Status404NotFound, "unknown-sku", "There is no such SKU.", "sku", "is not sold here"),
        };
    }

    private static async Task<Ok<AlertList>> ListAsync(ClaimsPrincipal caller, AlertStore alerts, CancellationToken cancellationToken)
        => TypedResults.Ok(new AlertList(await alerts.ListAsync(caller.UserId(), cancellationToken)));

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        string sku, ClaimsPrincipal caller, AlertStore alerts, CancellationToken cancellationToken)
        => await alerts.RemoveAsync(caller.UserId(), sku, cancellationToken) ? TypedResults.NoContent() : Problems.NotFound("alert");
}
