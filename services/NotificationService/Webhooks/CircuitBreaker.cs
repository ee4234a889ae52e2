namespace Ecommerce.NotificationService.Webhooks;

internal enum CircuitState
{
    /// <summary>All is well.</summary>
    Closed,

    /// <summary>Nothing is sent for a while.</summary>
    Open,

    /// <summary>One delivery is let through, to see.</summary>
    HalfOpen,
}

/// <summary>How an endpoint has behaved. The state is the database's, the same for all replicas; here it is decided.</summary>
/// <param name="Failures">In a row.</param>
/// <param name="FailingSince">The first of them.</param>
/// <param name="OpenUntil">Null while the circuit is closed.</param>
internal readonly record struct CircuitBreaker(int Failures, DateTimeOffset? FailingSince, DateTimeOffset? OpenUntil)
{
    public static readonly CircuitBreaker Whole = new(0, null, null);

    public CircuitState State(DateTimeOffset now)
        => OpenUntil is not { } until ? CircuitState.Closed : until > now ? CircuitState.Open : CircuitState.HalfOpen;

    public CircuitBreaker Failed(DateTimeOffset now, WebhookOptions options)
    {
        var failures = Failures + 1;
        return new(
            failures, FailingSince ?? now,
            failures >= options.BreakAfter ? now + options.Wait(options.Break, failures - options.BreakAfter + 1) : null);
    }

    /// <summary>Whether the endpoint has failed for so long that nobody seems to miss it.</summary>
    public bool IsHopeless(DateTimeOffset now, WebhookOptions options) => FailingSince is { } since && now - since >= options.DisableAfter;
}
