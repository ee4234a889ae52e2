using System.Security.Claims;
using Ecommerce.NotificationService.Infrastructure.Clients;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.NotificationService.Features.StockAlerts;

internal sealed record StockAlertRequest(string Sku);

/// <param name="AwaitsVerification">
/// The alert is kept, and sent once the caller has verified the email address. Null while user-service is unavailable.
/// </param>
internal sealed record StockAlertAnswer(string Sku, bool? AwaitsVerification);

internal sealed record StockAlertList(IReadOnlyList<StockAlert> Items);

internal static class StockAlertEndpoints
{
    private const int MaxSkuLength = 64;

    public static RouteGroupBuilder MapStockAlerts(this RouteGroupBuilder notifications)
    {
        notifications.MapPost("stock-alerts", AddAsync).WithName("AddStockAlert")
            .WithSummary("Asks for a message when a variant can be bought again")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        notifications.MapGet("stock-alerts", ListAsync).WithName("ListStockAlerts").WithSummary("The caller's stock alerts");
        notifications.MapDelete("stock-alerts/{sku}", RemoveAsync).WithName("RemoveStockAlert").WithSummary("Removes a stock alert")
            .ProducesProblem(StatusCodes.Status404NotFound);
        return notifications;
    }

    private static async Task<Results<Created<StockAlertAnswer>, Ok<StockAlertAnswer>, ProblemHttpResult>> AddAsync(
        StockAlertRequest request, ClaimsPrincipal caller, StockAlertStore alerts, ContactClient contacts,
        CancellationToken cancellationToken)
    {
        var sku = request.Sku.Trim();
        var isValid = sku.Length is >= 1 and <= MaxSkuLength && !sku.Any(char.IsControl);
        if (new FieldErrors().Check("sku", isValid, $"must have 1 to {MaxSkuLength} characters").TryGetProblem(out var problem))
            return problem;

        var outcome = await alerts.AddAsync(caller.UserId(), sku, cancellationToken);
        return outcome switch
        {
            StockAlertOutcome.Added
                => TypedResults.Created($"/notifications/stock-alerts/{Uri.EscapeDataString(sku)}", await AnswerAsync()),
            StockAlertOutcome.Waiting => TypedResults.Ok(await AnswerAsync()),
            StockAlertOutcome.InStock => Problems.Problem(StatusCodes.Status409Conflict, "in-stock", "The SKU is in stock."),
            StockAlertOutcome.TooMany
                => Problems.Problem(StatusCodes.Status409Conflict, "too-many-alerts", "There are too many alerts already."),
            _ => Problems.Field(StatusCodes.Status404NotFound, "unknown-sku", "There is no such SKU.", "sku", "is not sold here"),
        };

        async Task<StockAlertAnswer> AnswerAsync()
            => new(sku, await contacts.FindVerifiedAsync(caller.UserId(), cancellationToken) is { } verified ? !verified : null);
    }

    private static async Task<Ok<StockAlertList>> ListAsync(
        ClaimsPrincipal caller, StockAlertStore alerts, CancellationToken cancellationToken)
        => TypedResults.Ok(new StockAlertList(await alerts.ListAsync(caller.UserId(), cancellationToken)));

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        string sku, ClaimsPrincipal caller, StockAlertStore alerts, CancellationToken cancellationToken)
        => await alerts.RemoveAsync(caller.UserId(), sku, cancellationToken) ? TypedResults.NoContent() : Problems.NotFound("alert");
}
