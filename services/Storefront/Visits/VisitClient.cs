using System.Net.Http.Json;
using Ecommerce.Storefront.Gateway;

namespace Ecommerce.Storefront.Visits;

/// <summary>Speaks to the gateway as the visitor's browser would, without saying whose it is.</summary>
internal sealed class VisitClient(HttpClient http)
{
    /// <summary>Whether it was taken.</summary>
    public async Task<bool> TellAsync(Visit visit, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/analytics/visits")
        {
            Content = JsonContent.Create(visit.Counted, GatewayJson.Default.CountedVisit),
        };
        request.Headers.TryAddWithoutValidation(ShopperAddress.Header, visit.Address);
        request.Headers.TryAddWithoutValidation("User-Agent", visit.UserAgent);
        using var response = await http.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode;
    }
}
