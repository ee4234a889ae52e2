using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ecommerce.NotificationService.Domain;
using Microsoft.Extensions.Options;

namespace Ecommerce.NotificationService.Infrastructure.Twilio;

internal sealed record SmsMessage(string To, string Text);

/// <summary>Sends SMS.</summary>
internal interface ISmsTransport
{
    /// <inheritdoc cref="Smtp.IMailTransport.SendAsync"/>
    Task<Outcome> SendAsync(SmsMessage message, Func<CancellationToken, Task<bool>> handOver, CancellationToken cancellationToken);
}

/// <summary>Sends SMS with Twilio's message API.</summary>
internal sealed class TwilioTransport(HttpClient http, IOptions<SmsOptions> options) : ISmsTransport
{
    public async Task<Outcome> SendAsync(
        SmsMessage message, Func<CancellationToken, Task<bool>> handOver, CancellationToken cancellationToken)
    {
        if (!options.Value.IsEnabled)
            return Outcome.Suppressed("sms-off");
        // With the request the provider may have the message.
        if (!await handOver(cancellationToken))
            return Outcome.Lost;
        try
        {
            using var response = await http.SendAsync(CreateRequest(message), cancellationToken);
            return ToOutcome(response.StatusCode);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return Outcome.Retry("no-connection");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return Outcome.Unknown("no-answer");
        }
    }

    private HttpRequestMessage CreateRequest(SmsMessage message)
    {
        var account = options.Value;
        var address = new Uri(account.BaseAddress, $"/2010-04-01/Accounts/{Uri.EscapeDataString(account.AccountSid)}/Messages.json");
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.AccountSid}:{account.AuthToken}"));
        return new HttpRequestMessage(HttpMethod.Post, address)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", credentials) },
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string> { ["To"] = message.To, ["From"] = account.From, ["Body"] = message.Text }),
        };
    }

    private static Outcome ToOutcome(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => Outcome.Sent,
        // Rate limited or unavailable: certainly not accepted.
        429 or 503 => Outcome.Retry($"http-{(int)status}"),
        >= 500 => Outcome.Unknown($"http-{(int)status}"),
        _ => Outcome.Refused($"http-{(int)status}"),
    };
}
