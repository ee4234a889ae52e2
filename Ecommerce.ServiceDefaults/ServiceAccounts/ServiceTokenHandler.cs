using System.Net;
using System.Net.Http.Headers;

namespace Ecommerce.ServiceDefaults.ServiceAccounts;

/// <summary>Sends the service's own token along. One that is refused, after the keys were changed for example, is not used again.</summary>
internal sealed class ServiceTokenHandler(ServiceTokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.Unauthorized)
            tokens.Forget(token);
        return answer;
    }
}
