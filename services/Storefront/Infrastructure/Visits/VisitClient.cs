using Ecommerce.ServiceDefaults;
using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Infrastructure.Visits;

/// <summary>Sends visits through the gateway with the visitor's address and user agent, but without a token.</summary>
internal sealed class VisitClient(HttpClient http, ProxyProof proof)
{
    /// <returns>Whether it was accepted.</returns>
    public async Task<bool> SendAsync(Visit visit, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/analytics/visits")
        {
            Content = JsonContent.Create(visit.Counted, GatewayJson.Default.CountedVisit),
        };
        proof.Add(request, visit.Address);
        request.Headers.TryAddWithoutValidation("User-Agent", visit.UserAgent);
        using var response = await http.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode;
    }
}
