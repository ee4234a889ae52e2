using System.Net.Mime;
using System.Text;
using Dapper;
using Ecommerce.PaymentService.Webhooks;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Provider.Simulated;

/// <summary>Sends the simulated provider's webhooks over HTTP, each until it is taken.</summary>
internal sealed partial class SimulatedWebhookSender(
    NpgsqlDataSource database, IHttpClientFactory clients, SimulatedWebhooks webhooks, IOptions<SimulatedProviderOptions> options,
    IServer server, TimeProvider time, ILogger<SimulatedWebhookSender> logger) : BackgroundService
{
    public const string Client = "simulated-webhooks";

    private const string Take = """
        update simulated_provider.webhooks set sends = sends + 1, due_at = @again where id = (
            select id from simulated_provider.webhooks where due_at <= @now and sends < 20 order by due_at, id limit 1 for update skip locked)
        returning id, body
        """;

    private const string Taken = "delete from simulated_provider.webhooks where id = @Id";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (Address() is { } address && await SendNextAsync(address, stoppingToken))
                {
                }
            }
            catch (Exception exception) when (exception is NpgsqlException or HttpRequestException or OperationCanceledException)
            {
                LogUnsent(logger, exception.Message);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> SendNextAsync(Uri address, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var due = await connection.QuerySingleOrDefaultAsync<(long Id, string Body)?>(
            new CommandDefinition(Take, new { now, again = now + Again }, cancellationToken: cancellationToken));
        if (due is not { } webhook)
            return false;
        using var response = await PostAsync(address, webhook.Body, cancellationToken);
        if (response.IsSuccessStatusCode)
            await connection.ExecuteAsync(new CommandDefinition(Taken, new { webhook.Id }, cancellationToken: cancellationToken));
        else
            LogUnsent(logger, response.StatusCode.ToString());
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
        request.Headers.Add(webhooks.SignatureHeader, WebhookSignature.Sign(webhooks.Secrets[0], Encoding.UTF8.GetBytes(body), time.GetUtcNow()));
        return await http.SendAsync(request, cancellationToken);
    }

    /// <summary>Where it was told to send them, or this process itself once it listens.</summary>
    private Uri? Address()
    {
        if (options.Value.WebhookAddress is { } told)
            return told;
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } listening)
            return null;
        // Whoever listens on every address listens on this one.
        var listener = BindingAddress.Parse(listening);
        var host = listener.Host is "*" or "+" or "[::]" or "0.0.0.0" ? "127.0.0.1" : listener.Host;
        return new Uri($"{listener.Scheme}://{host}:{listener.Port}/payments/webhooks/{SimulatedProvider.ProviderName}");
    }

    [LoggerMessage(LogLevel.Warning, "The simulated provider's webhook was not taken, it is sent again: {Reason}")]
    private static partial void LogUnsent(ILogger logger, string reason);
}
