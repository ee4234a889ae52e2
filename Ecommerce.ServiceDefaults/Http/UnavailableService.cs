using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Ecommerce.ServiceDefaults.Http;

/// <summary>Whatever keeps a service from answering is the same <see cref="HttpRequestException"/> to its callers.</summary>
internal sealed class UnavailableService : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (Exception failure) when (ReasonOf(failure) is { } reason)
        {
            throw new HttpRequestException($"{request.RequestUri!.Host} {reason}.", failure);
        }
    }

    private static string? ReasonOf(Exception failure) => failure switch
    {
        TimeoutRejectedException => "did not answer in time",
        OperationCanceledException { InnerException: TimeoutException } => "did not accept a connection in time",
        BrokenCircuitException => "has failed too often and is given time to recover",
        _ => null,
    };
}
