using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Webhooks;

namespace Ecommerce.NotificationService.Tests.Unit;

public sealed class CircuitBreakerTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly WebhookOptions Options = new();

    [Fact]
    public void Circuit_opens_at_fifth_failure_with_growing_breaks()
    {
        var breaker = CircuitBreaker.Closed;
        for (var failures = 0; failures < 4; failures++)
            breaker = Fail(breaker, Now);
        Assert.Equal(CircuitState.Closed, breaker.State(Now));

        breaker = Fail(breaker, Now);
        Assert.Equal((CircuitState.Open, Now.AddMinutes(1)), (breaker.State(Now), breaker.OpenUntil!.Value));
        Assert.Equal(CircuitState.HalfOpen, breaker.State(Now.AddMinutes(1)));
        Assert.Equal(Now.AddMinutes(2), Fail(breaker, Now).OpenUntil);
        Assert.Equal(Now.AddHours(1), Enumerable.Range(0, 60).Aggregate(breaker, (broken, _) => Fail(broken, Now)).OpenUntil);
    }

    [Fact]
    public void Endpoint_is_disabled_five_days_after_first_failure()
    {
        var breaker = Fail(Fail(CircuitBreaker.Closed, Now), Now.AddDays(3));
        Assert.False(breaker.ShouldDisable(Now.AddDays(4.9), Options.DisableAfter));
        Assert.True(breaker.ShouldDisable(Now.AddDays(5), Options.DisableAfter));
        Assert.False(CircuitBreaker.Closed.ShouldDisable(Now, Options.DisableAfter));
    }

    private static CircuitBreaker Fail(CircuitBreaker breaker, DateTimeOffset at)
        => breaker.RecordFailure(at, Options.BreakAfter, Options.Breaks);
}
