using System.ComponentModel.DataAnnotations;
using Ecommerce.OrderService.Domain.Saga;

namespace Ecommerce.OrderService.Infrastructure.Saga;

/// <summary>How long the saga waits for replies. Each delay is twice the one before: 10 s, 20 s, 40 s, ...</summary>
internal sealed class SagaOptions
{
    /// <summary>Before the requests are repeated for the first time.</summary>
    [ConfigurationKeyName("AskAgainAfter")]
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a reservation or a payment is requested again before the order is cancelled: after 150 s by default.</summary>
    [ConfigurationKeyName("MostAsks")]
    [Range(0, 20)]
    public int MaxRetries { get; set; } = 3;

    /// <summary>No delay is longer.</summary>
    [ConfigurationKeyName("LongestWait")]
    [Range(typeof(TimeSpan), "00:00:00.050", "1.00:00:00")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often a replica looks for orders that got no reply in time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the orders that await a reply are counted.</summary>
    [ConfigurationKeyName("WatchInterval")]
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan MonitorInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>An order whose retry is late by so much counts as stuck: the worker for timeouts does not run.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "1.00:00:00")]
    public TimeSpan OverdueAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>An order with so many retries in vain counts as stuck: after ten minutes with the defaults.</summary>
    [Range(1, 100)]
    public int UnansweredAfter { get; set; } = 6;

    public SagaRetryPolicy RetryPolicy => new(FirstDelay, MaxDelay, MaxRetries);
}
