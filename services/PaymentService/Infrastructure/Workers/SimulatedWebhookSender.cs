using System.Net.Mime;
using System.Text;
using Dapper;
using Ecommerce.Background;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Ecommerce.PaymentService.Infrastructure.Simulated;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Workers;

/// <summary>Sends the simulated provider's webhooks over HTTP, retrying each until it is accepted.</summary>
internal sealed partial class SimulatedWebhookSender(
    NpgsqlDataSource database, IHttpClientFactory clients, SimulatedWebhooks webhooks, IOptions<SimulatedProviderOptions> options,
    IServer server, TimeProvider timeProvider, ILogger<SimulatedWebhookSender> logger)
    : RecurringWorker(TimeSpan.FromMilliseconds(500), timeProvider, logger)
{
    public const string Client = "simulated-webhooks";

    private const string Take = """
        UPDATE simulated_provider.webhooks SET sends = sends + 1, due_at = @retryAt WHERE id = (
            SELECT id FROM simulated_provider.webhooks
            WHERE due_at <= @now AND sends < 20 ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id, body
        """;

    private const string Delete = "DELETE FROM simulated_provider.webhooks WHERE id = @Id";

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(15);

    private readonly ILogger log = logger;

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        if (FindAddress() is not { } address)
            return;
        while (await SendNextAsync(address, stoppingToken))
        {
        }
    }

    private async Task<bool> SendNextAsync(Uri address, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var now = TimeProvider.GetUtcNow();
        var due = await connection.QuerySingleOrDefaultAsync<(long Id, string Body)?>(
            new CommandDefinition(Take, new { now, retryAt = now + RetryDelay }, cancellationToken: cancellationToken));
        if (due is not { } webhook)
            return false;
        using var response = await PostAsync(address, webhook.Body, cancellationToken);
        if (response.IsSuccessStatusCode)
            await connection.ExecuteAsync(new CommandDefinition(Delete, new { webhook.Id }, cancellationToken: cancellationToken));
        else
            LogRejected(log, (int)response.StatusCode, RetryDelay);
        return true;
    }

    private async Task<HttpResponseMessage> PostAsync(Uri address, string body, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(Client);
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(body, Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        request.Headers.UserAgent.ParseAdd("Ecommerce-SimulatedProvider/1.0");
        var signature = WebhookSignature.Sign(webhooks.Secrets[0], Encoding.UTF8.GetBytes(body), TimeProvider.GetUtcNow());
        request.Headers.Add(webhooks.SignatureHeader, signature);
        return await http.SendAsync(request, cancellationToken);
    }

    /// <summary>The configured address, or that of this process; null until it listens.</summary>
    private Uri? FindAddress()
    {
        if (options.Value.WebhookAddress is { } configured)
            return configured;
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } listening)
            return null;
        // A wildcard includes the loopback address.
        var listener = BindingAddress.Parse(listening);
        var host = listener.Host is "*" or "+" or "[::]" or "0.0.0.0" ? "127.0.0.1" : listener.Host;
        return new Uri($"{listener.Scheme}://{host}:{listener.Port}/payments/webhooks/{SimulatedProvider.ProviderName}");
    }

    [LoggerMessage(LogLevel.Warning, "Webhook of the simulated provider was rejected with status {Status}, retrying in {Delay}")]
    private static partial void LogRejected(ILogger logger, int status, TimeSpan delay);
}
