using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ecommerce.NotificationService.Sending;
using Microsoft.Extensions.Options;

namespace Ecommerce.NotificationService.Sms;

internal sealed record SmsMessage(string To, string Text);

/// <summary>Hands SMS to a provider.</summary>
internal interface ISmsTransport
{
    /// <inheritdoc cref="Email.IMailTransport.SendAsync"/>
    Task<Outcome> SendAsync(SmsMessage message, Func<CancellationToken, Task<bool>> handOver, CancellationToken cancellationToken);
}

/// <summary>Over HTTP, in the shape of Twilio's message API.</summary>
internal sealed class TwilioTransport(HttpClient http, IOptions<SmsOptions> options) : ISmsTransport
{
    public async Task<Outcome> SendAsync(SmsMessage message, Func<CancellationToken, Task<bool>> handOver, CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn)
            return Outcome.Suppressed("sms-off");
        // There is no last word here: with the request the provider may have it.
        if (!await handOver(cancellationToken))
            return Outcome.Lost;
        try
        {
            using var answer = await http.SendAsync(Request(message), cancellationToken);
            return Read(answer.StatusCode);
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

    private HttpRequestMessage Request(SmsMessage message)
    {
        var account = options.Value;
        return new HttpRequestMessage(
            HttpMethod.Post, new Uri(account.BaseAddress, $"/2010-04-01/Accounts/{Uri.EscapeDataString(account.AccountSid)}/Messages.json"))
        {
            Headers =
            {
                Authorization = new AuthenticationHeaderValue(
                    "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.AccountSid}:{account.AuthToken}"))),
            },
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string> { ["To"] = message.To, ["From"] = account.From, ["Body"] = message.Text }),
        };
    }

    private static Outcome Read(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => Outcome.Sent,
        // Asked to slow down, or not taken in at all.
        429 or 503 => Outcome.Retry($"http-{(int)status}"),
        >= 500 => Outcome.Unknown($"http-{(int)status}"),
        _ => Outcome.Refused($"http-{(int)status}"),
    };
}
