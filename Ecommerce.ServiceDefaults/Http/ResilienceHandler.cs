using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Ecommerce.ServiceDefaults.Http;

/// <summary>
/// Sends a request to one of the logical host's addresses, each try to the next one. Only safe methods are tried again:
/// whether another call was carried out is unknown when its answer is missing.
/// </summary>
internal sealed class ResilienceHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<HttpRequestMessage> Request = new("request");

    private readonly ServiceEndpoints endpoints;
    private readonly CircuitBreakers circuits;
    private readonly ResiliencePipeline<HttpResponseMessage> tries;

    public ResilienceHandler(ServiceEndpoints endpoints, CircuitBreakers circuits, ResilienceSettings settings, TimeProvider time)
    {
        this.endpoints = endpoints;
        this.circuits = circuits;
        tries = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddTimeout(settings.Total)
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = settings.Retries,
                Delay = settings.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = attempt => ValueTask.FromResult(IsSafe(attempt.Context) && IsTransient(attempt.Outcome)),
                DelayGenerator = attempt => ValueTask.FromResult(TransientFailure.WaitAsked(attempt.Outcome.Result, time)),
                OnRetry = attempt =>
                {
                    attempt.Outcome.Result?.Dispose();
                    return default;
                },
            })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var logical = request.RequestUri!;
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Request, request);
        try
        {
            return await tries.ExecuteAsync(
                static (context, call) => call.Handler.TryOnceAsync(call.Request, call.Logical, context.CancellationToken),
                context,
                (Handler: this, Request: request, Logical: logical));
        }
        catch (Exception exception) when (exception is TimeoutRejectedException or BrokenCircuitException)
        {
            var reason = exception is TimeoutRejectedException ? "did not answer in time" : "has failed too often and is given time to recover";
            throw new HttpRequestException($"{logical.Host} {reason}.", exception);
        }
        finally
        {
            request.RequestUri = logical;
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ValueTask<HttpResponseMessage> TryOnceAsync(HttpRequestMessage request, Uri logical, CancellationToken cancellationToken)
    {
        var address = endpoints.Resolve(logical);
        request.RequestUri = address;
        return circuits.For(address).ExecuteAsync(token => new ValueTask<HttpResponseMessage>(base.SendAsync(request, token)), cancellationToken);
    }

    private static bool IsSafe(ResilienceContext context)
        => context.Properties.GetValue(Request, null!).Method is var method
            && (method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options);

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: { } exception } => TransientFailure.Is(exception) || exception is BrokenCircuitException,
        { Result: { } response } => TransientFailure.Is(response),
        _ => false,
    };
}
