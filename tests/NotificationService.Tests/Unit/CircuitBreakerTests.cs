using Ecommerce.NotificationService.Webhooks;

namespace Ecommerce.NotificationService.Tests.Unit;

public sealed class CircuitBreakerTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly WebhookOptions Options = new();

    [Fact]
    public void It_opens_at_the_fifth_failure_in_a_row_and_each_time_for_longer()
    {
        var breaker = CircuitBreaker.Whole;
        for (var failures = 0; failures < 4; failures++)
            breaker = breaker.Failed(Now, Options);
        Assert.Equal(CircuitState.Closed, breaker.State(Now));

        breaker = breaker.Failed(Now, Options);
        Assert.Equal((CircuitState.Open, Now.AddMinutes(1)), (breaker.State(Now), breaker.OpenUntil!.Value));
        Assert.Equal(CircuitState.HalfOpen, breaker.State(Now.AddMinutes(1)));
        Assert.Equal(Now.AddMinutes(2), breaker.Failed(Now, Options).OpenUntil);
        Assert.Equal(Now.AddHours(1), Enumerable.Range(0, 60).Aggregate(breaker, (broken, _) => broken.Failed(Now, Options)).OpenUntil);
    }

    [Fact]
    public void It_is_hopeless_after_five_days_from_the_first_failure()
    {
        var breaker = CircuitBreaker.Whole.Failed(Now, Options).Failed(Now.AddDays(3), Options);
        Assert.False(breaker.IsHopeless(Now.AddDays(4.9), Options));
        Assert.True(breaker.IsHopeless(Now.AddDays(5), Options));
        Assert.False(CircuitBreaker.Whole.IsHopeless(Now, Options));
    }
}
