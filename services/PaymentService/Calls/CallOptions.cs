using System.ComponentModel.DataAnnotations;

namespace Ecommerce.PaymentService.Calls;

/// <summary>How the provider is called.</summary>
internal sealed class CallOptions
{
    /// <summary>A call that is not answered by then counts as not answered; less than <see cref="Lease"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A call that has not finished by then has died with its process and is made again, with the same key.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:30:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The first wait after a provider that did not answer; each is twice the one before, up to <see cref="LongestWait"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The first wait before the provider is asked what became of what it had not decided, and no webhook told.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan AskAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often calls are looked for that no notification told of.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Calls that one replica has under way at the same time: those that hang must leave room for others.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 8;

    public TimeSpan RetryWait(int calls) => Wait(RetryAfter, calls);

    public TimeSpan AskWait(int calls) => Wait(AskAfter, calls);

    private TimeSpan Wait(TimeSpan first, int calls)
    {
        var wait = first * Math.Pow(2, Math.Clamp(calls, 1, 30) - 1);
        return wait < LongestWait ? wait : LongestWait;
    }
}
