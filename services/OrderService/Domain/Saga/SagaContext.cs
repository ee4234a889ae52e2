using Ecommerce.Background;

namespace Ecommerce.OrderService.Domain.Saga;

/// <summary>The moment of a decision, and how long the saga waits for replies.</summary>
internal readonly record struct SagaContext(DateTimeOffset Now, SagaRetryPolicy Policy)
{
    /// <param name="retries">Requests already repeated.</param>
    public DateTimeOffset NextRetryAt(int retries) => Now + Policy.Delay(retries);
}

/// <summary>How often and after which delays the saga repeats its requests. Each delay is twice the one before.</summary>
/// <param name="MaxRetries">Of a reservation or a payment; then the order is cancelled.</param>
internal sealed record SagaRetryPolicy(TimeSpan FirstDelay, TimeSpan MaxDelay, int MaxRetries)
{
    private readonly ExponentialBackoff backoff = new(FirstDelay, MaxDelay);

    public TimeSpan Delay(int retries) => backoff.Delay(retries + 1);
}
