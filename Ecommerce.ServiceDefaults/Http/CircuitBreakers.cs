using System.Collections.Concurrent;
using System.Net;
using Polly;
using Polly.CircuitBreaker;

namespace Ecommerce.ServiceDefaults.Http;

/// <summary>
/// One circuit per destination and first segment of its paths, shared by all clients of it: a replica that is down costs its callers nothing, and
/// behind a gateway, where each such segment is another service, one that is down does not cut off the others.
/// </summary>
internal sealed class CircuitBreakers(ResilienceSettings settings, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ResiliencePipeline<HttpResponseMessage>> circuits = new(StringComparer.OrdinalIgnoreCase);

    public ResiliencePipeline<HttpResponseMessage> For(Uri destination) => circuits.GetOrAdd($"{destination.Authority}/{Part(destination)}", _ => Build());

    private static string Part(Uri destination) => destination.Segments.Length > 1 ? destination.Segments[1].TrimEnd('/') : "";

    private ResiliencePipeline<HttpResponseMessage> Build()
        => new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                SamplingDuration = settings.BreakerWindow,
                MinimumThroughput = settings.BreakerCalls,
                FailureRatio = 0.5,
                BreakDuration = settings.BreakerBreak,
                ShouldHandle = outcome => ValueTask.FromResult(
                    outcome.Outcome is { Exception: { } exception } ? TransientFailure.Is(exception)
                    // A caller that is told to slow down is not talking to a broken service.
                    : outcome.Outcome.Result is { StatusCode: not HttpStatusCode.TooManyRequests } response && TransientFailure.Is(response)),
            })
            .AddTimeout(settings.Try)
            .Build();
}
