using Ecommerce.Contracts;
using static Ecommerce.PaymentService.Domain.PaymentStatus;

namespace Ecommerce.PaymentService.Domain;

/// <summary>The decisions about the payment of an order. A repeated request publishes the same result again and changes nothing.</summary>
internal static class PaymentRules
{
    private const string CancellationRefund = "order-cancelled";

    public static PaymentDecision Request(Payment? existing, PaymentRequested message, DateTimeOffset now) => existing switch
    {
        null => new(null, New(message, now)),
        { Status: Captured } => PaymentDecision.Unchanged(existing).Publish(CapturedEvent(existing)),
        { Status: Failed } => PaymentDecision.Unchanged(existing).Publish(FailedEvent(existing)),
        _ => PaymentDecision.Unchanged(existing),
    };

    /// <summary>The cancellation of an unknown order is stored, so that its payment fails when it is requested later.</summary>
    public static PaymentDecision Cancel(Payment? existing, OrderCancelled message, DateTimeOffset now) => existing switch
    {
        null => Fail(new(null, Tombstone(message, now)), FailureReasons.OrderCancelled, now),
        { Status: Requested, CallCount: 0 } => Fail(MarkCancelled(existing), FailureReasons.OrderCancelled, now),
        // The provider may have captured already: it is told to void the capture, and its result decides.
        { Status: Requested } => MarkCancelled(existing).With(current => current with { NextCallAt = now }),
        { Status: Failed } => MarkCancelled(existing).Publish(FailedEvent(existing)),
        _ => RefundAll(MarkCancelled(existing), now).Publish(CompletedRefunds(existing)),
    };

    /// <summary>Applies the provider's result of the capture, or of one of the refunds.</summary>
    /// <param name="nextQueryAt">When to query a result that is still pending.</param>
    public static PaymentDecision Settle(
        Payment payment, Guid? refundId, ProviderResult result, DateTimeOffset now, DateTimeOffset nextQueryAt)
        => (refundId, result.Outcome) switch
        {
            (null, ProviderOutcome.Succeeded) => Capture(payment, result.Reference!, now),
            (null, ProviderOutcome.Refused) => Refuse(payment, result.Reason!, now),
            (null, _) => MarkPending(payment, result.Reference, nextQueryAt),
            ({ } id, ProviderOutcome.Succeeded) => CompleteRefund(payment, id, now),
            ({ } id, _) => MarkRefundPending(payment, id, result.Reference, nextQueryAt),
        };

    public static PaymentDecision Capture(Payment payment, string reference, DateTimeOffset now)
    {
        if (payment.Status is not Requested)
            return PaymentDecision.Unchanged(payment);
        var captured = PaymentDecision.Unchanged(payment).With(current => current with
        {
            Status = Captured,
            ProviderReference = reference,
            CapturedAt = now,
            NextCallAt = null,
        });
        captured = captured.Publish(CapturedEvent(captured.Payment!)).Book(new(payment.Id, payment.Amount.Amount));
        return payment.Cancelled ? RefundAll(captured, now) : captured;
    }

    public static PaymentDecision Refuse(Payment payment, string reason, DateTimeOffset now)
        => payment.Status is Requested ? Fail(PaymentDecision.Unchanged(payment), reason, now) : PaymentDecision.Unchanged(payment);

    /// <summary>A refund that exceeds the rest is ignored: order-service requests none, so the order was cancelled meanwhile.</summary>
    public static PaymentDecision Refund(Payment? existing, RefundRequested message, DateTimeOffset now)
    {
        if (existing?.Refunds.FirstOrDefault(candidate => candidate.Id == message.RefundId) is { } refund)
        {
            return refund.CompletedAt is null
                ? PaymentDecision.Unchanged(existing)
                : PaymentDecision.Unchanged(existing).Publish(RefundedEvent(existing, refund));
        }

        var isAllowed = existing is { Status: Captured, Cancelled: false } && message.Amount.Amount > 0
            && message.Amount.Amount <= existing.Refundable;
        return isAllowed
            ? AddRefund(PaymentDecision.Unchanged(existing), message.RefundId, message.Amount.Amount, message.Reason, now)
            : PaymentDecision.Unchanged(existing);
    }

    public static PaymentDecision CompleteRefund(Payment payment, Guid refundId, DateTimeOffset now)
    {
        if (payment.Refunds.FirstOrDefault(refund => refund.Id == refundId) is not { CompletedAt: null } pending)
            return PaymentDecision.Unchanged(payment);
        var completed = pending with { CompletedAt = now, NextCallAt = null };
        return PaymentDecision.Unchanged(payment)
            .With(current => current with { Refunds = [.. current.Refunds.Where(refund => refund.Id != refundId), completed] })
            .Publish(RefundedEvent(payment, completed))
            .Book(new(refundId, -completed.Amount));
    }

    private static Payment New(PaymentRequested message, DateTimeOffset now) => new()
    {
        OrderId = message.OrderId, Id = Guid.CreateVersion7(now), UserId = message.UserId, Amount = message.Amount, CreatedAt = now,
        Status = Requested, Token = message.PaymentToken, NextCallAt = now,
    };

    private static Payment Tombstone(OrderCancelled message, DateTimeOffset now) => new()
    {
        OrderId = message.OrderId, Id = Guid.CreateVersion7(now), UserId = message.UserId, Amount = message.Total, CreatedAt = now,
        Status = Requested, Cancelled = true,
    };

    /// <summary>A webhook reports the result; in case it gets lost, the provider is queried.</summary>
    private static PaymentDecision MarkPending(Payment payment, string? reference, DateTimeOffset nextQueryAt)
    {
        var decision = PaymentDecision.Unchanged(payment);
        return payment.Status is Requested
            ? decision.With(current => current with
            {
                ProviderReference = reference ?? current.ProviderReference,
                NextCallAt = nextQueryAt,
            })
            : decision;
    }

    /// <summary>A refund stays pending even when the provider refuses it: it is queried again and reported as a discrepancy.</summary>
    private static PaymentDecision MarkRefundPending(Payment payment, Guid refundId, string? reference, DateTimeOffset nextQueryAt)
        => PaymentDecision.Unchanged(payment).With(current => current with
        {
            Refunds = [.. current.Refunds.Select(refund => refund.Id == refundId && refund.CompletedAt is null
                ? refund with { Reference = reference ?? refund.Reference, NextCallAt = nextQueryAt }
                : refund)],
        });

    private static PaymentDecision MarkCancelled(Payment payment)
        => PaymentDecision.Unchanged(payment).With(current => current with { Cancelled = true });

    private static PaymentDecision Fail(PaymentDecision decision, string reason, DateTimeOffset now)
    {
        var refused = decision.With(current => current with { Status = Failed, FailureReason = reason, FailedAt = now, NextCallAt = null });
        return refused.Publish(FailedEvent(refused.Payment!));
    }

    /// <summary>Refunds the rest. The refund has the order's id, so there is only one.</summary>
    private static PaymentDecision RefundAll(PaymentDecision decision, DateTimeOffset now)
    {
        var payment = decision.Payment!;
        return payment.Refundable > 0 || payment.Refunds.Count == 0
            ? AddRefund(decision, payment.OrderId, payment.Refundable, CancellationRefund, now)
            : decision;
    }

    private static PaymentDecision AddRefund(PaymentDecision decision, Guid id, decimal amount, string reason, DateTimeOffset now)
        => decision.With(current => current with
        {
            Refunds = [.. current.Refunds, new(id, amount, reason, now, CompletedAt: null, NextCallAt: now, Reference: null)],
        });

    private static PaymentCaptured CapturedEvent(Payment payment)
        => new(payment.OrderId, payment.Id, payment.Amount, payment.CapturedAt ?? default);

    private static PaymentFailed FailedEvent(Payment payment)
        => new(payment.OrderId, payment.Id, payment.FailureReason ?? "", payment.FailedAt ?? default);

    private static PaymentRefunded RefundedEvent(Payment payment, Refund refund)
        => new(payment.OrderId, payment.Id, refund.Id, payment.Amount with { Amount = refund.Amount }, refund.CompletedAt ?? default);

    private static IEnumerable<PaymentRefunded> CompletedRefunds(Payment payment)
        => payment.Refunds.Where(refund => refund.CompletedAt is not null).Select(refund => RefundedEvent(payment, refund));
}
