using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Messaging;

/// <summary>The configuration section <c>Messaging</c>; the defaults suit every service.</summary>
public sealed class MessagingOptions
{
    /// <summary>Whether this replica publishes the outbox; at least one of a service's replicas must.</summary>
    public bool RelayEnabled { get; set; } = true;

    /// <summary>How often the relay looks for unpublished events that no notification told it of.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many of the oldest unpublished rows the relay looks at for one batch.</summary>
    [Range(1, 10_000)]
    public int OutboxWindow { get; set; } = 500;

    /// <summary>How long published outbox rows and inbox rows are kept: far longer than any broker redelivers.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How often rows older than <see cref="Retention"/> are deleted.</summary>
    public TimeSpan PruneInterval { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How often the dead letters that wait for an operator are counted.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan MeasureInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a handler is tried before its message becomes a dead letter.</summary>
    [Range(1, 100)]
    public int Attempts { get; set; } = 5;

    /// <summary>Messages that one consumer handles at the same time, each of another partition.</summary>
    [Range(1, 100)]
    public int Concurrency { get; set; } = 8;

    /// <summary>How long a broker may hold a fetch that finds nothing new. A real broker answers as soon as something arrives.</summary>
    public TimeSpan FetchWait { get; set; } = TimeSpan.FromMilliseconds(20);
}
