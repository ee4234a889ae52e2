using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ecommerce.NotificationService.Domain;

namespace Ecommerce.NotificationService.Infrastructure.Clients;

/// <summary>What of an order is needed here.</summary>
internal sealed record DeliveredOrder(DeliveryAddress ShippingAddress);

/// <param name="Key">Never to be logged.</param>
internal sealed record OrderKey(string Key);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DeliveredOrder))]
[JsonSerializable(typeof(OrderKey))]
internal sealed partial class OrderJson : JsonSerializerContext;

/// <summary>
/// Reads delivery addresses and keys from order-service, with the token of this service. Events carry neither, and neither is stored here.
/// </summary>
internal sealed class OrderClient(HttpClient http)
{
    /// <returns>Null where there is no such order.</returns>
    /// <exception cref="HttpRequestException">order-service is unavailable.</exception>
    public async Task<DeliveryAddress?> FindAddressAsync(Guid order, CancellationToken cancellationToken)
        => (await FindAsync($"/orders/{order}", OrderJson.Default.DeliveredOrder, cancellationToken))?.ShippingAddress;

    /// <summary>The key that opens the order without a session.</summary>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="HttpRequestException">order-service is unavailable.</exception>
    public async Task<string?> FindKeyAsync(Guid order, CancellationToken cancellationToken)
        => (await FindAsync($"/orders/{order}/key", OrderJson.Default.OrderKey, cancellationToken))?.Key;

    private async Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> json, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync(json, cancellationToken);
    }
}
