namespace Ecommerce.Load;

/// <summary>Sends each request to the next of several replicas, as a load balancer without a memory does.</summary>
/// <param name="replicas">Their addresses.</param>
/// <param name="inner">Sends for good.</param>
public sealed class RoundRobin(IReadOnlyList<Uri> replicas, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private int sent = -1;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var replica = replicas[(int)((uint)Interlocked.Increment(ref sent) % replicas.Count)];
        request.RequestUri = new Uri(replica, request.RequestUri!.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
