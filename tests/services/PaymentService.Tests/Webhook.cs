using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ecommerce.PaymentService.Tests;

/// <summary>A webhook of the simulated provider, built and signed by the test.</summary>
internal sealed record Webhook(string Body)
{
    public const string Secret = "whsec_now";
    public const string PreviousSecret = "whsec_before";

    public static Webhook Captured(Guid order, string? id = null) => Of("payment.captured", order, id);

    public static Webhook Of(string type, Guid order, string? id = null) => new(new JsonObject
    {
        ["id"] = id ?? $"evt_{Guid.CreateVersion7():n}",
        ["type"] = type,
        ["created"] = 1_700_000_000,
        ["data"] = new JsonObject { ["orderId"] = $"{order}", ["reference"] = $"sim_{order:n}", ["reason"] = "card-declined" },
    }.ToJsonString());

    public string Signature(string secret = Secret, TimeSpan age = default)
    {
        var timestamp = (TimeProvider.System.GetUtcNow() - age).ToUnixTimeSeconds();
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{Body}"));
        return $"t={timestamp},v1={Convert.ToHexString(mac).ToLowerInvariant()}";
    }

    public async Task<HttpStatusCode> SendAsync(PaymentShop shop, string? signature = null, string provider = "simulated")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/payments/webhooks/{provider}")
        {
            Content = new StringContent(Body, Encoding.UTF8, "application/json"),
        };
        // A refusal may come before the body is sent, and closes the connection under it.
        request.Headers.ExpectContinue = true;
        request.Headers.TryAddWithoutValidation("Webhook-Signature", signature ?? Signature());
        using var response = await shop.Process.Client.SendAsync(request);
        return response.StatusCode;
    }
}
