using Ecommerce.Contracts;
using Ecommerce.PaymentService.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace Ecommerce.PaymentService.Tests;

public sealed class PaymentRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid OrderId = Guid.CreateVersion7();
    private static readonly Guid UserId = Guid.CreateVersion7();
    private static readonly Money Total = new(100m, "EUR");
    private static readonly Guid[] RefundIds = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];

    private static readonly Func<Payment?, PaymentDecision>[] Steps =
    [
        known => PaymentRules.Request(known, new(OrderId, UserId, Total, "tok_1"), Now),
        known => PaymentRules.Cancel(known, new(OrderId, UserId, [], Total, "timed-out", Now), Now),
        known => known is null
            ? PaymentDecision.Unchanged(null)
            : PaymentDecision.Unchanged(known with { CallCount = known.CallCount + 1 }),
        known => known is null or { CallCount: 0 } ? PaymentDecision.Unchanged(known) : PaymentRules.Capture(known, "ref", Now),
        known => known is null or { CallCount: 0 } ? PaymentDecision.Unchanged(known) : PaymentRules.Refuse(known, "card-declined", Now),
        .. RefundIds.Select<Guid, Func<Payment?, PaymentDecision>>(
            (id, i) => known => PaymentRules.Refund(known, new(OrderId, id, Total with { Amount = 20m * (i + 1) }, "broken"), Now)),
        known => known?.Refunds.FirstOrDefault(refund => refund.CompletedAt is null) is { } pending
            ? PaymentRules.CompleteRefund(known, pending.Id, Now)
            : PaymentDecision.Unchanged(known),
    ];

    [Fact]
    public void Any_sequence_captures_at_most_once_and_never_refunds_more()
        => Always(script =>
        {
            var bookings = Play(script).SelectMany(decision => decision.Bookings).ToList();
            return bookings.Count(booking => booking.Amount > 0) <= 1
                && bookings.Select(booking => booking.Id).Distinct().Count() == bookings.Count
                && bookings.Aggregate(
                    (Sum: 0m, Held: true), (held, next) => (held.Sum + next.Amount, held.Held && held.Sum + next.Amount >= 0)).Held;
        });

    [Fact]
    public void Any_sequence_never_publishes_both_failure_and_capture()
        => Always(script =>
        {
            var said = Play(script).SelectMany(decision => decision.Events).ToList();
            return !(said.OfType<PaymentFailed>().Any() && said.OfType<PaymentCaptured>().Any());
        });

    [Fact]
    public void Cancelled_order_ends_without_captured_money()
        => Always(script =>
        {
            var last = Play([.. script, 1]).Last().Payment!;
            for (var i = 0; i < 20 && (last.NextCallAt is not null || last.Refunds.Any(refund => refund.NextCallAt is not null)); i++)
                last = Steps[9](Steps[3](Steps[2](last).Payment).Payment).Payment!;
            return last.Status is PaymentStatus.Failed || last.Refunded == Total.Amount;
        });

    [Fact]
    public void Repeated_cancellation_publishes_the_same_events()
        => Always(script =>
        {
            var last = Play(script).Last().Payment;
            if (last is null || last.NextCallAt is not null || last.Refunds.Any(refund => refund.NextCallAt is not null))
                return true; // The answer is on its way.
            var cancelled = Steps[1](last);
            if (cancelled.Payment!.Refunds.Any(refund => refund.NextCallAt is not null))
                return true;
            return cancelled.Events.Count > 0 && Steps[1](cancelled.Payment).Events.SequenceEqual(cancelled.Events);
        });

    [Fact]
    public void Repeated_request_publishes_the_same_event()
        => Always(script =>
        {
            var last = Play(script).Last().Payment;
            var again = Steps[0](last);
            return last is null or { Status: PaymentStatus.Requested }
                || (again.Events.Count == 1 && Steps[0](again.Payment).Events.SequenceEqual(again.Events));
        });

    private static void Always(Func<int[], bool> holds)
        => Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Gen.Choose(0, Steps.Length - 1).ArrayOf().ToArbitrary(), holds));

    private static List<PaymentDecision> Play(int[] script)
    {
        List<PaymentDecision> decisions = [PaymentDecision.Unchanged(null)];
        foreach (var happening in script)
            decisions.Add(Steps[happening](decisions[^1].Payment));
        return decisions;
    }
}
