using Ecommerce.AnalyticsService.Domain;
using Ecommerce.AnalyticsService.Infrastructure.Clients;
using Ecommerce.AnalyticsService.Infrastructure.Postgres;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.AnalyticsService.Infrastructure.Workers;

/// <summary>
/// Fills a new generation of facts from the exports of other services and replaces the live generation with it. Events are written to both
/// from the moment the new generation exists; earlier ones are in the exports, which are read after that. So nothing is missing.
/// </summary>
internal sealed class Rebuilder(NpgsqlDataSource database, RebuildStore rebuilds, OrderFactWriter orders)
{
    /// <exception cref="HttpRequestException">An export could not be read to its end.</exception>
    public async Task RunAsync(Rebuild rebuild, ExportClient exports, CancellationToken cancellationToken)
    {
        var progress = new RebuildProgress(0, 0, 0);
        await foreach (var batch in exports.OrdersAsync(cancellationToken))
        {
            await ImportAsync(
                rebuild, store => orders.SaveAsync(store, [.. batch.Select(SnapshotOf)], cancellationToken), cancellationToken);
            progress = progress with { Orders = progress.Orders + batch.Count };
            await rebuilds.SaveProgressAsync(rebuild, progress, cancellationToken);
        }

        await foreach (var batch in exports.PaymentsAsync(cancellationToken))
        {
            await ImportAsync(rebuild, store => SaveAsync(store, batch, cancellationToken), cancellationToken);
            progress = progress with { Payments = progress.Payments + batch.Count };
            await rebuilds.SaveProgressAsync(rebuild, progress, cancellationToken);
        }

        await foreach (var batch in exports.ReviewsAsync(cancellationToken))
        {
            await ImportAsync(rebuild, store => store.SaveAsync([.. batch.Select(FactOf)], cancellationToken), cancellationToken);
            progress = progress with { Reviews = progress.Reviews + batch.Count };
            await rebuilds.SaveProgressAsync(rebuild, progress, cancellationToken);
        }

        await rebuilds.ActivateAsync(rebuild, cancellationToken);
        await rebuilds.DeleteRetiredAsync(cancellationToken);
    }

    private Task ImportAsync(Rebuild rebuild, Func<FactStore, Task> save, CancellationToken cancellationToken)
        => database.InTransactionAsync((transaction, _) => save(new(transaction, rebuild.Generation)), cancellationToken);

    private static async Task SaveAsync(FactStore store, IReadOnlyList<ExportedPayment> payments, CancellationToken cancellationToken)
    {
        var captures = new List<CaptureFact>();
        var failures = new List<PaymentFailureFact>();
        var refunds = new List<RefundFact>();
        foreach (var payment in payments)
        {
            if (payment.CapturedAt is { } capturedAt)
                captures.Add(FactMapper.Capture(payment.OrderId, payment.Amount, capturedAt));
            if (payment.FailedAt is { } failedAt)
                failures.Add(FactMapper.Failure(payment.OrderId, payment.FailureReason ?? "", failedAt));
            refunds.AddRange(payment.Refunds.Select(
                refund => FactMapper.Refund(refund.RefundId, payment.OrderId, refund.Amount, refund.RefundedAt)));
        }

        await store.SaveAsync(captures, cancellationToken);
        await store.SaveAsync(failures, cancellationToken);
        await store.SaveAsync(refunds, cancellationToken);
    }

    private static OrderSnapshot SnapshotOf(ExportedOrder order) => new(order.Id, order.UserId, order.Lines, order.Total)
    {
        TestGroup = order.TestGroup,
        PlacedAt = order.PlacedAt,
        ConfirmedAt = order.ConfirmedAt,
        CancelledAt = order.CancelledAt,
        CancellationReason = order.CancellationReason,
    };

    private static ReviewFact FactOf(ExportedReview review)
        => FactMapper.Review(review.ReviewId, review.ProductId, review.Stars, review.Published, review.Version, review.WrittenAt);
}
