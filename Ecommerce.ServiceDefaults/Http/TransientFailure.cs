using System.Net;
using Polly.Timeout;

namespace Ecommerce.ServiceDefaults.Http;

/// <summary>Failures that another try may not meet.</summary>
internal static class TransientFailure
{
    public static bool Is(HttpResponseMessage response)
        => (int)response.StatusCode >= 500 || response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;

    public static bool Is(Exception exception) => exception is HttpRequestException or TimeoutRejectedException;

    /// <summary>The wait that the answer asks for, in seconds or as a date.</summary>
    public static TimeSpan? WaitAsked(HttpResponseMessage? response, TimeProvider time) => response?.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        _ => null,
    };
}
