using Ecommerce.PaymentService.Infrastructure.Postgres;
using Ecommerce.PaymentService.Infrastructure.Reconciliation;
using Ecommerce.PaymentService.Infrastructure.Workers;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.PaymentService.Features.Reconciliation;

internal static class ReconciliationEndpoints
{
    public static RouteGroupBuilder MapReconciliation(this RouteGroupBuilder payments)
    {
        payments.MapGet("reconciliation", ListAsync).WithName("ListDiscrepancies")
            .WithSummary("Discrepancies between the provider and the ledger").RequirePermission(Permissions.OrdersRead)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        payments.MapPost("reconciliation", Reconcile).WithName("Reconcile").WithSummary("Starts a reconciliation now")
            .RequirePermission(Permissions.OrdersWrite);
        return payments;
    }

    private static async Task<Results<Ok<DiscrepancyPage>, ProblemHttpResult>> ListAsync(
        Reconciler reconciler, DiscrepancyStore discrepancies, CancellationToken cancellationToken,
        bool resolved = false, Guid? after = null, int limit = Paging.DefaultLimit)
    {
        if (new FieldErrors().CheckLimit(limit).TryGetProblem(out var problem))
            return problem;
        var items = await discrepancies.ListAsync(resolved, after, limit, cancellationToken);
        return TypedResults.Ok(new DiscrepancyPage(
            await reconciler.FindLastRunAsync(cancellationToken), items, items.Count == limit ? items[^1].Id : null));
    }

    private static Accepted Reconcile(ReconciliationWorker worker)
    {
        worker.RequestRun();
        return TypedResults.Accepted("/payments/reconciliation");
    }
}

/// <param name="LastRun">Null before the first.</param>
internal sealed record DiscrepancyPage(ReconciliationRun? LastRun, IReadOnlyList<Discrepancy> Items, Guid? Next);
