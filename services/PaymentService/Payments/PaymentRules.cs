using Ecommerce.Contracts;
using Ecommerce.PaymentService.Provider;
using static Ecommerce.PaymentService.Payments.PaymentStatus;

namespace Ecommerce.PaymentService.Payments;

/// <summary>The decisions about an order's payment. What is asked twice is answered twice and done once.</summary>
internal static class PaymentRules
{
    private const string CancellationRefund = "order-cancelled";

    public static PaymentDecision Request(Payment? known, PaymentRequested message, DateTimeOffset now) => known switch
    {
        null => new(null, New(message, now)),
        { Status: Captured } => PaymentDecision.Keep(known).Say(CapturedEvent(known)),
        { Status: Failed } => PaymentDecision.Keep(known).Say(FailedEvent(known)),
        _ => PaymentDecision.Keep(known),
    };

    /// <summary>An order that was never heard of is remembered, so that its payment is refused when it is asked for later.</summary>
    public static PaymentDecision Cancel(Payment? known, OrderCancelled message, DateTimeOffset now) => known switch
    {
        null => Fail(new(null, Tombstone(message, now)), FailureReasons.OrderCancelled, now),
        { Status: Requested, Calls: 0 } => Fail(Cancelled(known), FailureReasons.OrderCancelled, now),
        // The provider may have the money already: it is told to take none, and its answer decides.
        { Status: Requested } => Cancelled(known).With(was => was with { CallAt = now }),
        { Status: Failed } => Cancelled(known).Say(FailedEvent(known)),
        _ => RefundAll(Cancelled(known), now).Say(CompletedRefunds(known)),
    };

    /// <summary>What follows from the provider's word about the capture, or about one of the refunds.</summary>
    /// <param name="askAt">When to ask again what became of what is undecided.</param>
    public static PaymentDecision Settle(Payment payment, Guid? refundId, ProviderAnswer answer, DateTimeOffset now, DateTimeOffset askAt)
        => (refundId, answer.Outcome) switch
        {
            (null, ProviderOutcome.Done) => Capture(payment, answer.Reference!, now),
            (null, ProviderOutcome.Refused) => Refuse(payment, answer.Reason!, now),
            (null, _) => Await(payment, answer.Reference, askAt),
            ({ } id, ProviderOutcome.Done) => CompleteRefund(payment, id, now),
            ({ } id, _) => AwaitRefund(payment, id, answer.Reference, askAt),
        };

    public static PaymentDecision Capture(Payment payment, string reference, DateTimeOffset now)
    {
        if (payment.Status is not Requested)
            return PaymentDecision.Keep(payment);
        var captured = PaymentDecision.Keep(payment).With(was => was with
        {
            Status = Captured,
            ProviderReference = reference,
            CapturedAt = now,
            CallAt = null,
        });
        captured = captured.Say(CapturedEvent(captured.Payment!)).Book(new(payment.Id, payment.Amount.Amount));
        return payment.Cancelled ? RefundAll(captured, now) : captured;
    }

    public static PaymentDecision Refuse(Payment payment, string reason, DateTimeOffset now)
        => payment.Status is Requested ? Fail(PaymentDecision.Keep(payment), reason, now) : PaymentDecision.Keep(payment);

    /// <summary>A refund of more than is left is refused: order-service asks for none, so it is a late one of a cancelled order.</summary>
    public static PaymentDecision Refund(Payment? known, RefundRequested message, DateTimeOffset now)
    {
        if (known?.Refunds.FirstOrDefault(refund => refund.Id == message.RefundId) is { } asked)
            return asked.CompletedAt is null ? PaymentDecision.Keep(known) : PaymentDecision.Keep(known).Say(RefundedEvent(known, asked));
        return known is { Status: Captured, Cancelled: false } && message.Amount.Amount > 0 && message.Amount.Amount <= known.Refundable
            ? AddRefund(PaymentDecision.Keep(known), message.RefundId, message.Amount.Amount, message.Reason, now)
            : PaymentDecision.Keep(known);
    }

    public static PaymentDecision CompleteRefund(Payment payment, Guid refundId, DateTimeOffset now)
    {
        if (payment.Refunds.FirstOrDefault(refund => refund.Id == refundId) is not { CompletedAt: null } pending)
            return PaymentDecision.Keep(payment);
        var completed = pending with { CompletedAt = now, CallAt = null };
        return PaymentDecision.Keep(payment)
            .With(was => was with { Refunds = [.. was.Refunds.Where(refund => refund.Id != refundId), completed] })
            .Say(RefundedEvent(payment, completed))
            .Book(new(refundId, -completed.Amount));
    }

    private static Payment New(PaymentRequested message, DateTimeOffset now) => new()
    {
        OrderId = message.OrderId, Id = Guid.CreateVersion7(now), UserId = message.UserId, Amount = message.Amount, CreatedAt = now,
        Status = Requested, Token = message.PaymentToken, CallAt = now,
    };

    private static Payment Tombstone(OrderCancelled message, DateTimeOffset now) => new()
    {
        OrderId = message.OrderId, Id = Guid.CreateVersion7(now), UserId = message.UserId, Amount = message.Total, CreatedAt = now,
        Status = Requested, Cancelled = true,
    };

    /// <summary>A webhook is to tell; in case it is lost, the provider is asked.</summary>
    private static PaymentDecision Await(Payment payment, string? reference, DateTimeOffset askAt)
        => payment is { Status: Requested }
            ? PaymentDecision.Keep(payment).With(was => was with { ProviderReference = reference ?? was.ProviderReference, CallAt = askAt })
            : PaymentDecision.Keep(payment);

    /// <summary>Money that is owed stays owed: a refund that the provider refused is one for people to look at, and asked about again.</summary>
    private static PaymentDecision AwaitRefund(Payment payment, Guid refundId, string? reference, DateTimeOffset askAt)
        => PaymentDecision.Keep(payment).With(was => was with
        {
            Refunds = [.. was.Refunds.Select(refund => refund.Id == refundId && refund.CompletedAt is null
                ? refund with { Reference = reference ?? refund.Reference, CallAt = askAt }
                : refund)],
        });

    private static PaymentDecision Cancelled(Payment known) => PaymentDecision.Keep(known).With(was => was with { Cancelled = true });

    private static PaymentDecision Fail(PaymentDecision decision, string reason, DateTimeOffset now)
    {
        var refused = decision.With(was => was with { Status = Failed, FailureReason = reason, FailedAt = now, CallAt = null });
        return refused.Say(FailedEvent(refused.Payment!));
    }

    /// <summary>Whatever is left goes back, under the order's id, so that it happens once.</summary>
    private static PaymentDecision RefundAll(PaymentDecision decision, DateTimeOffset now)
    {
        var payment = decision.Payment!;
        return payment.Refundable > 0 || payment.Refunds.Count == 0
            ? AddRefund(decision, payment.OrderId, payment.Refundable, CancellationRefund, now)
            : decision;
    }

    private static PaymentDecision AddRefund(PaymentDecision decision, Guid id, decimal amount, string reason, DateTimeOffset now)
        => decision.With(was => was with
        {
            Refunds = [.. was.Refunds, new(id, amount, reason, now, CompletedAt: null, CallAt: now, Reference: null)],
        });

    private static PaymentCaptured CapturedEvent(Payment payment) => new(payment.OrderId, payment.Id, payment.Amount, payment.CapturedAt ?? default);

    private static PaymentFailed FailedEvent(Payment payment) => new(payment.OrderId, payment.Id, payment.FailureReason ?? "", payment.FailedAt ?? default);

    private static PaymentRefunded RefundedEvent(Payment payment, Refund refund)
        => new(payment.OrderId, payment.Id, refund.Id, payment.Amount with { Amount = refund.Amount }, refund.CompletedAt ?? default);

    private static IEnumerable<PaymentRefunded> CompletedRefunds(Payment payment)
        => payment.Refunds.Where(refund => refund.CompletedAt is not null).Select(refund => RefundedEvent(payment, refund));
}
