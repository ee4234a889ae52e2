using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Ecommerce.PaymentService.Tests;

/// <summary>A user of payment-service, with the events that order-service publishes about the user's orders.</summary>
public sealed class Payer(PaymentShop shop, Guid user, string[] permissions)
{
    public const string Good = "4242 4242 4242 4242";
    public const string Declined = "4000 0000 0000 0002";
    public const string Poor = "4000 0000 0000 9995";
    public const string NeverAnswers = "4000 0000 0000 1000";
    public const string CapturedAfterTimeout = "4000 0000 0000 1018";
    public const string DelayedWebhook = "4000 0000 0000 1026";
    public const string DuplicateWebhook = "4000 0000 0000 1034";

    public Guid User => user;

    public async Task<string> TokenAsync(string number = Good)
    {
        var (status, body) = await PostCardAsync(Card(number));
        Assert.Equal(201, status);
        return (string)body["token"]!;
    }

    public static JsonObject Card(string number)
        => new() { ["number"] = number, ["expiryMonth"] = 12, ["expiryYear"] = 2045, ["cvc"] = "123" };

    public Task<(int Status, JsonNode Body)> PostCardAsync(JsonNode card) => PostAsync("/payments/methods", card);

    public async Task<(int Status, JsonNode Body)> PostAsync(string path, JsonNode body)
    {
        using var request = Request(HttpMethod.Post, path);
        request.Content = JsonContent.Create(body);
        using var response = await shop.Process.Client.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    /// <summary>How long a refused call tells its caller to wait.</summary>
    public async Task<TimeSpan?> RetryAfterAsync(string path, JsonNode body)
    {
        using var request = Request(HttpMethod.Post, path);
        request.Content = JsonContent.Create(body);
        using var response = await shop.Process.Client.SendAsync(request);
        return response.Headers.RetryAfter?.Delta;
    }

    public async Task<(int Status, JsonNode Body)> GetPaymentAsync(Guid orderId)
    {
        using var response = await shop.Process.Client.SendAsync(Request(HttpMethod.Get, $"/payments/orders/{orderId}"));
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public async Task<(int Status, JsonNode? Body)> SendAsync(HttpMethod method, string path)
    {
        using var request = Request(method, path);
        using var response = await shop.Process.Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, body.Length > 0 ? JsonNode.Parse(body) : null);
    }

    /// <summary>How the calls of the provider ended, oldest first.</summary>
    public async Task<IReadOnlyList<string>> AttemptsAsync(Guid orderId)
        => [.. (await GetPaymentAsync(orderId)).Body["attempts"]!.AsArray().Select(attempt => $"{attempt!["kind"]} {attempt["outcome"]}")];

    /// <summary>Requests 100 EUR for a new order, to be paid with this card.</summary>
    public async Task<Guid> OrderAsync(string number)
    {
        var orderId = Guid.CreateVersion7();
        await RequestPaymentAsync(orderId, await TokenAsync(number));
        return orderId;
    }

    /// <summary>Requests 100 EUR for a new order and waits until they are captured.</summary>
    public async Task<Guid> CaptureAsync()
    {
        var orderId = Guid.CreateVersion7();
        await RequestPaymentAsync(orderId, await TokenAsync());
        await shop.WaitForEventAsync("payment-captured", orderId);
        return orderId;
    }

    public Task RequestPaymentAsync(Guid orderId, string token, Guid? eventId = null, decimal amount = 100m, string currency = "EUR")
        => PublishAsync(
            "payment-requested", orderId, new() { ["userId"] = $"{user}", ["amount"] = Money(amount, currency), ["paymentToken"] = token },
            eventId);

    public Task CancelAsync(Guid orderId) => PublishAsync("order-cancelled", orderId, new()
    {
        ["userId"] = $"{user}", ["lines"] = new JsonArray(), ["total"] = Money(100m), ["reason"] = "timed-out",
        ["cancelledAt"] = "2026-01-01T00:00:00Z",
    });

    public Task RefundAsync(Guid orderId, Guid refundId, decimal amount, Guid? eventId = null)
        => PublishAsync("refund-requested", orderId,
            new() { ["refundId"] = $"{refundId}", ["amount"] = Money(amount), ["reason"] = "broken" }, eventId);

    private Task PublishAsync(string type, Guid orderId, JsonObject data, Guid? eventId = null)
    {
        data["orderId"] = $"{orderId}";
        return shop.Orders.PublishEventAsync($"{type}.v1", $"{orderId}", data.ToJsonString(), id: eventId);
    }

    private static JsonObject Money(decimal amount, string currency = "EUR") => new() { ["amount"] = amount, ["currency"] = currency };

    private HttpRequestMessage Request(HttpMethod method, string path)
        => new(method, path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue(
            "Bearer", shop.Tokens.Issue(user, permissions)) }
        };
}
