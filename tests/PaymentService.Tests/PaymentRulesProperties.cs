using Ecommerce.Contracts;
using Ecommerce.PaymentService.Payments;
using FsCheck;
using FsCheck.Fluent;

namespace Ecommerce.PaymentService.Tests;

public sealed class PaymentRulesProperties
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid OrderId = Guid.CreateVersion7();
    private static readonly Guid UserId = Guid.CreateVersion7();
    private static readonly Money Total = new(100m, "EUR");
    private static readonly Guid[] RefundIds = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];

    private static readonly Func<Payment?, PaymentDecision>[] Happenings =
    [
        known => PaymentRules.Request(known, new(OrderId, UserId, Total, "tok_1"), Now),
        known => PaymentRules.Cancel(known, new(OrderId, UserId, [], Total, "timed-out", Now), Now),
        known => known is null ? PaymentDecision.Keep(null) : PaymentDecision.Keep(known with { Calls = known.Calls + 1 }),
        known => known is null or { Calls: 0 } ? PaymentDecision.Keep(known) : PaymentRules.Capture(known, "ref", Now),
        known => known is null or { Calls: 0 } ? PaymentDecision.Keep(known) : PaymentRules.Refuse(known, "card-declined", Now),
        .. RefundIds.Select<Guid, Func<Payment?, PaymentDecision>>(
            (id, i) => known => PaymentRules.Refund(known, new(OrderId, id, Total with { Amount = 20m * (i + 1) }, "broken"), Now)),
        known => known?.Refunds.FirstOrDefault(refund => refund.CompletedAt is null) is { } pending
            ? PaymentRules.CompleteRefund(known, pending.Id, Now)
            : PaymentDecision.Keep(known),
    ];

    [Fact]
    public void An_order_is_captured_at_most_once_and_never_refunded_more_than_that()
        => Always(script =>
        {
            var bookings = Play(script).SelectMany(decision => decision.Bookings).ToList();
            return bookings.Count(booking => booking.Amount > 0) <= 1
                && bookings.Select(booking => booking.Id).Distinct().Count() == bookings.Count
                && bookings.Aggregate((Sum: 0m, Held: true), (held, next) => (held.Sum + next.Amount, held.Held && held.Sum + next.Amount >= 0)).Held;
        });

    [Fact]
    public void A_payment_fails_or_is_captured_and_never_both()
        => Always(script =>
        {
            var said = Play(script).SelectMany(decision => decision.Events).ToList();
            return !(said.OfType<PaymentFailed>().Any() && said.OfType<PaymentCaptured>().Any());
        });

    [Fact]
    public void A_cancelled_order_ends_with_nothing_taken()
        => Always(script =>
        {
            var last = Play([.. script, 1]).Last().Payment!;
            for (var i = 0; i < 20 && (last.CallAt is not null || last.Refunds.Any(refund => refund.CallAt is not null)); i++)
                last = Happenings[9](Happenings[3](Happenings[2](last).Payment).Payment).Payment!;
            return last.Status is PaymentStatus.Failed || last.Refunded == Total.Amount;
        });

    [Fact]
    public void A_cancellation_is_answered_as_often_as_it_is_asked()
        => Always(script =>
        {
            var last = Play(script).Last().Payment;
            if (last is null || last.CallAt is not null || last.Refunds.Any(refund => refund.CallAt is not null))
                return true; // The answer is on its way.
            var cancelled = Happenings[1](last);
            if (cancelled.Payment!.Refunds.Any(refund => refund.CallAt is not null))
                return true;
            return cancelled.Events.Count > 0 && Happenings[1](cancelled.Payment).Events.SequenceEqual(cancelled.Events);
        });

    [Fact]
    public void A_request_asked_again_gets_the_same_answer_again()
        => Always(script =>
        {
            var last = Play(script).Last().Payment;
            var again = Happenings[0](last);
            return last is null or { Status: PaymentStatus.Requested } || (again.Events.Count == 1 && Happenings[0](again.Payment).Events.SequenceEqual(again.Events));
        });

    private static void Always(Func<int[], bool> holds)
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Gen.Choose(0, Happenings.Length - 1).ArrayOf().ToArbitrary(), holds));

    private static List<PaymentDecision> Play(int[] script)
    {
        List<PaymentDecision> decisions = [PaymentDecision.Keep(null)];
        foreach (var happening in script)
            decisions.Add(Happenings[happening](decisions[^1].Payment));
        return decisions;
    }
}
