using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ecommerce.OrderService.Infrastructure.Clients;

internal static class UpstreamResponse
{
    /// <summary>A response that cannot be read is the fault of the service that sent it: an outage, not the caller's bad request.</summary>
    /// <exception cref="HttpRequestException">The status is no success, or the body is not what was expected.</exception>
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response, JsonTypeInfo<T> json, CancellationToken cancellationToken)
    {
        response.EnsureSuccessStatusCode();
        try
        {
            return await response.Content.ReadFromJsonAsync(json, cancellationToken)
                ?? throw new HttpRequestException("The response is null.");
        }
        catch (JsonException exception)
        {
            throw new HttpRequestException("The response cannot be read.", exception);
        }
    }
}
