using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Postgres;

namespace Ecommerce.NotificationService.Tests.Unit;

public sealed class DeliveryRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DeliveryOptions Options = new();

    [Fact]
    public void Failed_attempt_is_retried_with_backoff_up_to_half_an_hour()
    {
        Assert.Equal(Now.AddSeconds(10), Retry(1).DueAt);
        Assert.Equal(Now.AddSeconds(20), Retry(2).DueAt);
        Assert.Equal(Now.AddMinutes(30), Retry(19).DueAt);
        Assert.Equal((MessageStatus.Failed, null), (Retry(20).Status, Retry(20).DueAt));
    }

    [Fact]
    public void Message_that_expires_before_its_retry_fails()
        => Assert.Equal(
            MessageStatus.Failed, Settle(Outcome.Retry("smtp-450"), 1, Now.AddSeconds(5)).Status);

    [Fact]
    public void Message_with_unknown_outcome_is_never_retried()
        => Assert.Equal(
            new Settlement(MessageStatus.Unknown, "no-answer", null), Settle(Outcome.Unknown("no-answer"), 1, Now.AddDays(1)));

    [Fact]
    public void Eleventh_message_of_an_hour_is_postponed()
    {
        var sent = Enumerable.Range(0, 10).Select(minute => new SentMessage("order-confirmed", Now.AddMinutes(minute - 30))).ToList();
        Assert.Equal(Now.AddMinutes(30), WaitUntil(MessageKinds.OrderShipped, sent));
        Assert.Null(WaitUntil(MessageKinds.ResetPassword, sent));
        Assert.Null(WaitUntil(MessageKinds.OrderShipped, sent[1..]));
    }

    [Fact]
    public void Third_marketing_message_of_a_day_is_postponed_and_order_messages_are_not()
    {
        SentMessage[] sent = [new(
            "abandoned-cart", Now.AddHours(-20)), new("review-invitation", Now.AddHours(-2)), new("order-shipped", Now.AddHours(-1))];
        Assert.Equal(Now.AddHours(4), WaitUntil(MessageKinds.BackInStock, sent));
        Assert.Null(WaitUntil(MessageKinds.OrderDelivered, sent));
    }

    private static Settlement Retry(int attempts) => Settle(Outcome.Retry("smtp-450"), attempts, Now.AddDays(7));

    private static Settlement Settle(Outcome outcome, int attempts, DateTimeOffset notAfter)
        => DeliveryRules.Settle(outcome, attempts, notAfter, Now, Options.MaxAttempts, Options.Backoff);

    private static DateTimeOffset? WaitUntil(MessageKind kind, IReadOnlyCollection<SentMessage> sent)
        => DeliveryRules.WaitUntil(kind, sent, Now, Options.MaxPerHour, Options.MaxMarketingPerDay);
}
