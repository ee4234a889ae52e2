using System.ComponentModel.DataAnnotations;

namespace Ecommerce.OrderService.Saga;

/// <summary>How long the saga waits. Each wait is twice the one before: 10 s, 20 s, 40 s, ...</summary>
internal sealed class SagaOptions
{
    /// <summary>The first wait for an answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan AskAgainAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>So often a reservation or a payment is asked for again before the order is cancelled: 150 s with the defaults.</summary>
    [Range(0, 20)]
    public int MostAsks { get; set; } = 3;

    /// <summary>No wait is longer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "1.00:00:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often a replica looks for orders whose wait is over.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the orders that wait are counted.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>An order that should have been asked about so long ago counts as stuck: the sweep does not come.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "1.00:00:00")]
    public TimeSpan OverdueAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>An order that was asked about so often in vain counts as stuck: after ten minutes with the defaults.</summary>
    [Range(1, 100)]
    public int UnansweredAfter { get; set; } = 6;
}

/// <summary>The moment of a decision.</summary>
internal readonly record struct SagaClock(DateTimeOffset Now, SagaOptions Options)
{
    public DateTimeOffset NextAsk(int asks)
    {
        var wait = Options.AskAgainAfter * Math.Pow(2, Math.Min(asks, 30));
        return Now + (wait < Options.LongestWait ? wait : Options.LongestWait);
    }
}
