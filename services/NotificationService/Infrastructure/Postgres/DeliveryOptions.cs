using System.ComponentModel.DataAnnotations;
using Ecommerce.Background;

namespace Ecommerce.NotificationService.Infrastructure.Postgres;

/// <summary>How messages are sent.</summary>
internal sealed class DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>The first delay after a failed attempt; it doubles up to <see cref="MaxDelay"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(10);

    [ConfigurationKeyName("LongestWait")]
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A message fails after this number of attempts.</summary>
    [ConfigurationKeyName("MostAttempts")]
    [Range(1, 1000)]
    public int MaxAttempts { get; init; } = 20;

    /// <summary>A message that was not settled by then belongs to a process that died; longer than any attempt takes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often the queue is polled for messages that no notification announced.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Messages that one replica sends at the same time.</summary>
    [Range(1, 64)]
    public int Concurrency { get; init; } = 4;

    /// <summary>Messages to one person by one channel in an hour; more are postponed. Security messages are not counted.</summary>
    [ConfigurationKeyName("MostPerHour")]
    [Range(1, 1_000_000)]
    public int MaxPerHour { get; init; } = 10;

    /// <summary>Marketing messages to one person by one channel in a day.</summary>
    [ConfigurationKeyName("MostMarketingPerDay")]
    [Range(1, 1000)]
    public int MaxMarketingPerDay { get; init; } = 2;

    public ExponentialBackoff Backoff => new(RetryAfter, MaxDelay);
}
