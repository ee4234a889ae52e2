using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecommerce.Background;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Ecommerce.NotificationService.Infrastructure.Secrets;
using Ecommerce.NotificationService.Infrastructure.Webhooks;

namespace Ecommerce.NotificationService.Infrastructure.Workers;

/// <summary>Posts a delivery to its endpoint, signed.</summary>
internal sealed partial class WebhookSender(
    IHttpClientFactory clients, SecretCipher cipher, TimeProvider timeProvider, ILogger<WebhookSender> logger)
{
    public const string Client = "webhooks";

    /// <returns>The response's status, if there was a response, and the reason of a failure.</returns>
    public async Task<(int? Status, string? Reason)> SendAsync(TakenWebhookDelivery delivery)
    {
        try
        {
            using var http = clients.CreateClient(Client);
            using var request = CreateRequest(delivery);
            // Only the status matters: the body is not read.
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var status = (int)response.StatusCode;
            return (status, response.IsSuccessStatusCode ? null : $"http-{status}");
        }
        catch (HttpRequestException failure)
        {
            return (null, failure.InnerException is ForbiddenAddressException ? "address-forbidden" : "no-connection");
        }
        catch (TaskCanceledException)
        {
            return (null, "no-answer");
        }
        catch (CryptographicException)
        {
            return (null, "secret-unreadable");
        }
        // An address or a type that no request can have: the others go on.
        catch (Exception failure) when (failure is FormatException or ArgumentException or InvalidOperationException)
        {
            QuarantineMetrics.Count(nameof(WebhookDeliveryWorker));
            LogUnsendable(logger, failure, delivery.Id);
            return (null, "not-sendable");
        }
    }

    private HttpRequestMessage CreateRequest(TakenWebhookDelivery delivery)
    {
        List<string> secrets = [cipher.Decrypt(delivery.Secret)];
        if (delivery.PreviousSecret is { } previous)
            secrets.Add(cipher.Decrypt(previous));
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url)
        {
            Content = new StringContent(delivery.Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.UserAgent.ParseAdd("Ecommerce-Webhooks/1.0");
        request.Headers.Add("Webhook-Id", delivery.EventId.ToString());
        request.Headers.Add("Webhook-Event", delivery.Type);
        request.Headers.Add("Webhook-Attempt", delivery.Attempts.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(secrets, delivery.Body, timeProvider.GetUtcNow()));
        return request;
    }

    [LoggerMessage(LogLevel.Error, "Webhook delivery {DeliveryId} cannot be sent")]
    private static partial void LogUnsendable(ILogger logger, Exception failure, Guid deliveryId);
}
