using System.ComponentModel.DataAnnotations;
using Ecommerce.Background;

namespace Ecommerce.PaymentService.Infrastructure.Providers;

/// <summary>How the provider is called.</summary>
internal sealed class ProviderCallOptions
{
    public const string Section = "ProviderCalls";

    /// <summary>A call without an answer by then counts as unanswered; less than <see cref="Lease"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A call that has not finished by then belongs to a process that died, and is repeated with the same idempotency key.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:30:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The first delay after an unanswered call; it doubles up to <see cref="MaxDelay"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    [ConfigurationKeyName("LongestWait")]
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The first delay before the provider is queried about a pending result that no webhook has reported.</summary>
    [ConfigurationKeyName("AskAfter")]
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan QueryAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the queue is polled for calls that no notification announced.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Calls that one replica makes at the same time: those that hang must leave room for others.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 8;

    public TimeSpan RetryDelay(int calls) => new ExponentialBackoff(RetryAfter, MaxDelay).Delay(calls);

    public TimeSpan QueryDelay(int calls) => new ExponentialBackoff(QueryAfter, MaxDelay).Delay(calls);
}
