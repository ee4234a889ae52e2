using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecommerce.NotificationService.Sending;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Webhooks;

/// <summary>Delivers what is due, signed.</summary>
internal sealed class DeliveryWorker(
    NpgsqlDataSource database, DeliveryQueue queue, SecretBox box, IHttpClientFactory clients, MessageMetrics metrics,
    IOptions<WebhookOptions> options, TimeProvider time, ILogger<DeliveryWorker> logger) : BackgroundService
{
    public const string Client = "webhooks";

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => new DueWork(database, "webhook_deliveries", options.Value.SweepInterval, options.Value.Concurrency, time, logger).RunAsync(
            DeliverDueAsync, stoppingToken);

    private async Task DeliverDueAsync(CancellationToken cancellationToken)
    {
        await queue.RecoverAsync(cancellationToken);
        while (!cancellationToken.IsCancellationRequested && await queue.TakeAsync(cancellationToken) is { } delivery)
            await DeliverAsync(delivery);
    }

    // What is begun is brought to its end, also when the process is asked to stop.
    private async Task DeliverAsync(TakenDelivery delivery)
    {
        var (answered, reason) = await PostAsync(delivery);
        metrics.Webhook(delivered: reason is null);
        if (reason is null)
            await queue.DeliveredAsync(delivery, answered!.Value, CancellationToken.None);
        else
            await queue.FailedAsync(delivery, answered, reason, CancellationToken.None);
    }

    private async Task<(int? Answered, string? Reason)> PostAsync(TakenDelivery delivery)
    {
        try
        {
            using var http = clients.CreateClient(Client);
            using var request = Request(delivery);
            // What it says beyond the status is of no interest, and not read.
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return ((int)answer.StatusCode, answer.IsSuccessStatusCode ? null : $"http-{(int)answer.StatusCode}");
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
    }

    private HttpRequestMessage Request(TakenDelivery delivery)
    {
        string[] secrets = delivery.PreviousSecret is { } previous ? [box.Open(delivery.Secret), box.Open(previous)] : [box.Open(delivery.Secret)];
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url) { Content = new StringContent(delivery.Body, Encoding.UTF8, "application/json") };
        request.Headers.UserAgent.ParseAdd("Ecommerce-Webhooks/1.0");
        request.Headers.Add("Webhook-Id", delivery.EventId.ToString());
        request.Headers.Add("Webhook-Event", delivery.Type);
        request.Headers.Add("Webhook-Attempt", delivery.Attempts.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(secrets, delivery.Body, time.GetUtcNow()));
        return request;
    }
}
