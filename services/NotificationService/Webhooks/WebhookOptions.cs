using System.ComponentModel.DataAnnotations;

namespace Ecommerce.NotificationService.Webhooks;

/// <summary>How shop owners' endpoints are called.</summary>
internal sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A delivery that was not settled by then was sent by a process that has died; longer than <see cref="Timeout"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The first wait after a failure; each is twice the one before, up to <see cref="LongestWait"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);

    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A delivery is given up when it is this old.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(3);

    /// <summary>After so many failures in a row an endpoint is left alone for a while.</summary>
    [Range(1, 1000)]
    public int BreakAfter { get; init; } = 5;

    /// <summary>That while, at first; each is twice the one before, up to <see cref="LongestWait"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan Break { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>An endpoint that has not taken anything for so long is switched off.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "90.00:00:00")]
    public TimeSpan DisableAfter { get; init; } = TimeSpan.FromDays(5);

    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(1);

    [Range(1, 64)]
    public int Concurrency { get; init; } = 4;

    /// <summary>How long the log of deliveries is kept.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The wait after a number of failures.</summary>
    public TimeSpan Wait(TimeSpan first, int failures)
    {
        var wait = first * Math.Pow(2, Math.Clamp(failures, 1, 30) - 1);
        return wait < LongestWait ? wait : LongestWait;
    }
}
