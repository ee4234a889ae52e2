using Ecommerce.AnalyticsService.Facts;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.AnalyticsService.Rebuilds;

/// <summary>
/// Fills a generation from the services' exports and puts it in the live one's place. What happens meanwhile is written to both, so nothing is
/// missing: what was said before the generation was there is in the exports, which are read after.
/// </summary>
internal sealed class Rebuilder(NpgsqlDataSource database, RebuildStore rebuilds, OrderFacts orders)
{
    /// <exception cref="HttpRequestException">An export cannot be read to its end.</exception>
    public async Task RunAsync(Rebuild rebuild, SourceClient sources, CancellationToken cancellationToken)
    {
        var (readOrders, readPayments, readReviews) = (0L, 0L, 0L);
        await foreach (var batch in sources.OrdersAsync(cancellationToken))
        {
            await ImportAsync(rebuild, store => orders.SaveAsync(store, [.. batch.Select(Told)], cancellationToken), cancellationToken);
            await CountAsync(readOrders += batch.Count);
        }

        await foreach (var batch in sources.PaymentsAsync(cancellationToken))
        {
            await ImportAsync(rebuild, store => SaveAsync(store, batch, cancellationToken), cancellationToken);
            readPayments += batch.Count;
            await CountAsync(readOrders);
        }

        await foreach (var batch in sources.ReviewsAsync(cancellationToken))
        {
            await ImportAsync(rebuild, store => store.SaveAsync([.. batch.Select(FactOf)], cancellationToken), cancellationToken);
            readReviews += batch.Count;
            await CountAsync(readOrders);
        }

        await rebuilds.SwapAsync(rebuild, cancellationToken);
        await rebuilds.SweepAsync(cancellationToken);

        Task CountAsync(long orders) => rebuilds.CountAsync(rebuild, orders, readPayments, readReviews, cancellationToken);
    }

    private Task ImportAsync(Rebuild rebuild, Func<FactStore, Task> save, CancellationToken cancellationToken)
        => database.InTransactionAsync((transaction, _) => save(new(transaction, rebuild.Generation)), cancellationToken);

    private static async Task SaveAsync(FactStore store, IReadOnlyList<ExportedPayment> payments, CancellationToken cancellationToken)
    {
        await store.SaveAsync(
            (IReadOnlyList<CaptureFact>)[.. from payment in payments where payment.CapturedAt is not null
                select FactsOf.Capture(payment.OrderId, payment.Amount, payment.CapturedAt!.Value)], cancellationToken);
        await store.SaveAsync(
            (IReadOnlyList<PaymentFailureFact>)[.. from payment in payments where payment.FailedAt is not null
                select FactsOf.Failure(payment.OrderId, payment.FailureReason ?? "", payment.FailedAt!.Value)], cancellationToken);
        await store.SaveAsync(
            (IReadOnlyList<RefundFact>)[.. from payment in payments from refund in payment.Refunds
                select FactsOf.Refund(refund.RefundId, payment.OrderId, refund.Amount, refund.RefundedAt)], cancellationToken);
    }

    private static ToldOrder Told(ExportedOrder order) => new(order.Id, order.UserId, order.Lines, order.Total)
    {
        TestGroup = order.TestGroup, PlacedAt = order.PlacedAt, ConfirmedAt = order.ConfirmedAt, CancelledAt = order.CancelledAt,
        CancellationReason = order.CancellationReason,
    };

    private static ReviewFact FactOf(ExportedReview review)
        => FactsOf.Review(review.ReviewId, review.ProductId, review.Stars, review.Published, review.Version, review.WrittenAt);
}
