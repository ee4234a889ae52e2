using Ecommerce.Background;

namespace Ecommerce.NotificationService.Domain;

internal enum CircuitState
{
    /// <summary>Deliveries are sent.</summary>
    Closed,

    /// <summary>Nothing is sent until a break is over.</summary>
    Open,

    /// <summary>One delivery is sent as a probe.</summary>
    HalfOpen,
}

/// <summary>The circuit breaker of a webhook endpoint. Its state is stored in the database, the same for all replicas.</summary>
/// <param name="Failures">Failures in a row.</param>
/// <param name="FailingSince">The time of the first of them.</param>
/// <param name="OpenUntil">Null while the circuit is closed.</param>
internal readonly record struct CircuitBreaker(int Failures, DateTimeOffset? FailingSince, DateTimeOffset? OpenUntil)
{
    public static readonly CircuitBreaker Closed = new(0, null, null);

    public CircuitState State(DateTimeOffset now)
    {
        if (OpenUntil is not { } until)
            return CircuitState.Closed;
        return until > now ? CircuitState.Open : CircuitState.HalfOpen;
    }

    /// <param name="threshold">The number of failures in a row at which the circuit opens.</param>
    /// <param name="breaks">For how long it opens.</param>
    public CircuitBreaker RecordFailure(DateTimeOffset now, int threshold, ExponentialBackoff breaks)
    {
        var failures = Failures + 1;
        DateTimeOffset? openUntil = failures >= threshold ? now + breaks.Delay(failures - threshold + 1) : null;
        return new(failures, FailingSince ?? now, openUntil);
    }

    /// <summary>Whether the endpoint has failed for so long that it is to be disabled.</summary>
    public bool ShouldDisable(DateTimeOffset now, TimeSpan disableAfter) => FailingSince is { } since && now - since >= disableAfter;
}
