using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.NotificationService.Domain;

namespace Ecommerce.NotificationService.Infrastructure.Clients;

/// <summary>What of an order is needed here.</summary>
internal sealed record DeliveredOrder(DeliveryAddress ShippingAddress);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DeliveredOrder))]
internal sealed partial class OrderJson : JsonSerializerContext;

/// <summary>
/// Reads delivery addresses from order-service, with the token of this service. Events carry no personal data, and none is stored here.
/// </summary>
internal sealed class OrderClient(HttpClient http)
{
    /// <returns>Null where there is no such order.</returns>
    /// <exception cref="HttpRequestException">order-service is unavailable.</exception>
    public async Task<DeliveryAddress?> FindAddressAsync(Guid order, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri($"/orders/{order}", UriKind.Relative), cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync(OrderJson.Default.DeliveredOrder, cancellationToken))?.ShippingAddress;
    }
}
