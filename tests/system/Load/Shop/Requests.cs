using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Ecommerce.Load.Shop;

/// <summary>What a client of the shop sends.</summary>
public static class Requests
{
    /// <summary>Where test orders are shipped to.</summary>
    public static JsonObject Address => new()
    {
        ["name"] = "A Shopper", ["street"] = "1 Main Street", ["city"] = "Springfield", ["postalCode"] = "12345", ["country"] = "US",
    };

    /// <summary>A request as a client of the shop writes it.</summary>
    /// <param name="method">What is to be done.</param>
    /// <param name="path">Below the shop's address.</param>
    /// <param name="token">The caller's access token; null for a stranger.</param>
    /// <param name="body">JSON.</param>
    /// <param name="key">The idempotency key, the same for each repetition.</param>
    public static HttpRequestMessage Request(
        HttpMethod method, string path, string? token = null, JsonNode? body = null, string? key = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return request;
    }
}
