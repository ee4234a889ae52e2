using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;

namespace Ecommerce.ServiceDefaults.Http;

internal static class ResiliencePipelines
{
    /// <summary>Only safe methods are tried again: whether another call was carried out is unknown when its answer is missing.</summary>
    public static void AddTries(this ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceSettings settings)
    {
        var retry = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = settings.Retries,
            Delay = settings.RetryDelay,
            // The next address may be sound.
            ShouldHandle = attempt
                => ValueTask.FromResult(attempt.Outcome.Exception is BrokenCircuitException || IsTransient(attempt.Outcome)),
        };
        retry.DisableForUnsafeHttpMethods();
        pipeline.AddTimeout(settings.Total).AddRetry(retry);
    }

    public static void AddCircuit(this ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceSettings settings) => pipeline
        .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            SamplingDuration = settings.BreakerWindow,
            MinimumThroughput = settings.BreakerCalls,
            FailureRatio = 0.5,
            BreakDuration = settings.BreakerBreak,
            // A caller that is told to slow down is not talking to a broken service.
            ShouldHandle = call => ValueTask.FromResult(
                call.Outcome.Result?.StatusCode is not HttpStatusCode.TooManyRequests && IsTransient(call.Outcome)),
        })
        .AddTimeout(settings.Try);

    /// <summary>
    /// One circuit per address and first segment of its paths: a replica that is down costs its callers nothing, and
    /// behind a gateway, where each such segment is another service, one that is down does not cut off the others.
    /// </summary>
    public static string CircuitOf(Uri address)
        => $"{address.Authority}/{(address.Segments.Length > 1 ? address.Segments[1].TrimEnd('/') : "")}";

    // The second is how a connection ends that is not made in time.
    private static bool IsTransient(Outcome<HttpResponseMessage> outcome)
        => HttpClientResiliencePredicates.IsTransient(outcome)
            || outcome.Exception is OperationCanceledException { InnerException: TimeoutException };
}
