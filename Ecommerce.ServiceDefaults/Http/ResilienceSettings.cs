namespace Ecommerce.ServiceDefaults.Http;

/// <summary>How long a caller waits for another service, and how often it asks.</summary>
internal sealed record ResilienceSettings
{
    /// <summary>A new connection.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>One try: connect, send, receive headers.</summary>
    public TimeSpan Try { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>All tries and the waits between them.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>All of that and the body.</summary>
    public TimeSpan Whole { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Further tries of a safe call.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The first wait; later ones grow exponentially, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Within this time...</summary>
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>... and from this many calls on, a circuit opens when half of them fail...</summary>
    public int BreakerCalls { get; init; } = 10;

    /// <summary>... and stays open for so long.</summary>
    public TimeSpan BreakerBreak { get; init; } = TimeSpan.FromSeconds(5);
}
