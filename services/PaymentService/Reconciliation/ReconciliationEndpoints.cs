using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.PaymentService.Reconciliation;

internal static class ReconciliationEndpoints
{
    public static void AddReconciliation(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ReconciliationOptions>("Reconciliation");
        builder.Services
            .AddSingleton<DiscrepancyStore>()
            .AddSingleton<OrderCheck>()
            .AddSingleton<Suspects>()
            .AddSingleton<Reconciler>()
            .AddSingleton<ReconciliationWorker>()
            .AddHostedService(services => services.GetRequiredService<ReconciliationWorker>());
    }

    public static RouteGroupBuilder MapReconciliation(this RouteGroupBuilder payments)
    {
        payments.MapGet("reconciliation", ListAsync).WithName("ListDiscrepancies").RequirePermission(Permissions.OrdersRead)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        payments.MapPost("reconciliation", Ask).WithName("Reconcile").RequirePermission(Permissions.OrdersWrite);
        return payments;
    }

    private static async Task<Results<Ok<DiscrepancyPage>, ProblemHttpResult>> ListAsync(
        Reconciler reconciler, DiscrepancyStore discrepancies, CancellationToken cancellationToken,
        bool resolved = false, Guid? after = null, int limit = 20)
    {
        if (new FieldErrors().Check("limit", limit is >= 1 and <= 100, "must be 1 to 100").Refusal(out var refusal))
            return refusal;
        var items = await discrepancies.ListAsync(resolved, after, limit, cancellationToken);
        return TypedResults.Ok(new DiscrepancyPage(
            await reconciler.LastAsync(cancellationToken), items, items.Count == limit ? items[^1].Id : null));
    }

    private static Accepted Ask(ReconciliationWorker worker)
    {
        worker.Ask();
        return TypedResults.Accepted("/payments/reconciliation");
    }
}

/// <param name="LastRun">Null before the first.</param>
internal sealed record DiscrepancyPage(ReconciliationRun? LastRun, IReadOnlyList<Discrepancy> Items, Guid? Next);
