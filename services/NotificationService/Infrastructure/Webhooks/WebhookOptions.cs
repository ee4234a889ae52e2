using System.ComponentModel.DataAnnotations;
using Ecommerce.Background;

namespace Ecommerce.NotificationService.Infrastructure.Webhooks;

/// <summary>How shop owners' webhook endpoints are called.</summary>
internal sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>Whether this machine's own programs may receive webhooks, also over plain http: for development.</summary>
    public bool AllowLoopback { get; init; }

    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A delivery that was not settled by then belongs to a process that died; longer than <see cref="Timeout"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The first delay after a failure; it doubles up to <see cref="MaxDelay"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);

    [ConfigurationKeyName("LongestWait")]
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A delivery fails at this age.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(3);

    /// <summary>The circuit breaker of an endpoint opens after this number of failures in a row.</summary>
    [Range(1, 1000)]
    public int BreakAfter { get; init; } = 5;

    /// <summary>For how long it opens at first; the break doubles up to <see cref="MaxDelay"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan Break { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>An endpoint is disabled when it has failed for this long.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "90.00:00:00")]
    public TimeSpan DisableAfter { get; init; } = TimeSpan.FromDays(5);

    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(1);

    [Range(1, 64)]
    public int Concurrency { get; init; } = 4;

    /// <summary>How long settled deliveries are kept.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    public ExponentialBackoff RetryBackoff => new(RetryAfter, MaxDelay);

    public ExponentialBackoff Breaks => new(Break, MaxDelay);
}
