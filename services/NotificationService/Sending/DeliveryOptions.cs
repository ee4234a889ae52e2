using System.ComponentModel.DataAnnotations;

namespace Ecommerce.NotificationService.Sending;

/// <summary>How messages are sent.</summary>
internal sealed class DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>The first wait after a try that failed; each is twice the one before, up to <see cref="LongestWait"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(10);

    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>After so many tries a message is among the failed ones.</summary>
    [Range(1, 1000)]
    public int MostAttempts { get; init; } = 20;

    /// <summary>A message that was not settled by then was being sent by a process that has died; longer than any try takes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often messages are looked for that no notification told of.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Messages that one replica sends at the same time.</summary>
    [Range(1, 64)]
    public int Concurrency { get; init; } = 4;

    /// <summary>What one person gets by one channel in an hour at most; the rest waits. What concerns safety does not count.</summary>
    [Range(1, 1_000_000)]
    public int MostPerHour { get; init; } = 10;

    /// <summary>Of that what the shop sends in its own interest, in a day.</summary>
    [Range(1, 1000)]
    public int MostMarketingPerDay { get; init; } = 2;

    /// <summary>The wait after a failed try.</summary>
    public TimeSpan Wait(int attempts)
    {
        var wait = RetryAfter * Math.Pow(2, Math.Clamp(attempts, 1, 30) - 1);
        return wait < LongestWait ? wait : LongestWait;
    }
}
