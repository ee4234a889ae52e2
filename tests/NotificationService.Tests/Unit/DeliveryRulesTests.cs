using Ecommerce.NotificationService.Messages;
using Ecommerce.NotificationService.Sending;

namespace Ecommerce.NotificationService.Tests.Unit;

public sealed class DeliveryRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DeliveryOptions Options = new();

    [Fact]
    public void A_failed_try_waits_longer_each_time_and_at_most_half_an_hour()
    {
        Assert.Equal(Now.AddSeconds(10), Retry(1).DueAt);
        Assert.Equal(Now.AddSeconds(20), Retry(2).DueAt);
        Assert.Equal(Now.AddMinutes(30), Retry(19).DueAt);
        Assert.Equal((MessageStatus.Failed, (DateTimeOffset?)null), (Retry(20).Status, Retry(20).DueAt));
    }

    [Fact]
    public void What_could_only_be_tried_after_its_time_has_failed()
        => Assert.Equal(
            MessageStatus.Failed, DeliveryRules.Settle(Outcome.Retry("smtp-450"), 1, Now.AddSeconds(5), Now, Options).Status);

    [Fact]
    public void What_may_have_arrived_is_never_due_again()
        => Assert.Equal(
            new Settlement(MessageStatus.Unknown, "no-answer", null), DeliveryRules.Settle(Outcome.Unknown("no-answer"), 1, Now.AddDays(1), Now, Options));

    [Fact]
    public void The_eleventh_message_of_an_hour_waits_until_the_first_is_an_hour_old()
    {
        var sent = Enumerable.Range(0, 10).Select(minute => new SentMessage("order-confirmed", Now.AddMinutes(minute - 30))).ToList();
        Assert.Equal(Now.AddMinutes(30), DeliveryRules.WaitUntil(MessageKinds.OrderShipped, sent, Now, Options));
        Assert.Null(DeliveryRules.WaitUntil(MessageKinds.ResetPassword, sent, Now, Options));
        Assert.Null(DeliveryRules.WaitUntil(MessageKinds.OrderShipped, sent[1..], Now, Options));
    }

    [Fact]
    public void Advertising_waits_for_a_day_and_does_not_hold_up_orders()
    {
        SentMessage[] sent = [new("abandoned-cart", Now.AddHours(-20)), new("review-invitation", Now.AddHours(-2)), new("order-shipped", Now.AddHours(-1))];
        Assert.Equal(Now.AddHours(4), DeliveryRules.WaitUntil(MessageKinds.BackInStock, sent, Now, Options));
        Assert.Null(DeliveryRules.WaitUntil(MessageKinds.OrderDelivered, sent, Now, Options));
    }

    private static Settlement Retry(int attempts) => DeliveryRules.Settle(Outcome.Retry("smtp-450"), attempts, Now.AddDays(7), Now, Options);
}
