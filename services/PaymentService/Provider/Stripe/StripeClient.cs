using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ecommerce.PaymentService.Provider.Stripe;

/// <summary>Stripe's HTTP API: forms in, JSON out. What is not understood for certain throws: nobody may take it for a refusal.</summary>
internal sealed class StripeClient(HttpClient http)
{
    public Task<StripeReply<T>> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
        => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), type, cancellationToken);

    /// <param name="key">The idempotency key: the same call again gives the same answer.</param>
    public Task<StripeReply<T>> PostAsync<T>(
        string path, string key, IEnumerable<KeyValuePair<string, string>> form, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("Idempotency-Key", key);
        return SendAsync(request, type, cancellationToken);
    }

    /// <exception cref="ProviderUnavailableException">Whether it was done is not known, or it could not be now.</exception>
    private async Task<StripeReply<T>> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using (request)
            using (var response = await http.SendAsync(request, cancellationToken))
            {
                var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                return response.IsSuccessStatusCode
                    ? new(JsonSerializer.Deserialize(body, type) ?? throw Unknown("an empty answer"), null)
                    : new(null, RefusalOf(response.StatusCode, body));
            }
        }
        catch (Exception silence) when (silence is HttpRequestException or JsonException
            || (silence is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Unknown(silence.GetType().Name, silence);
        }
    }

    private static StripeError RefusalOf(HttpStatusCode status, byte[] body)
    {
        var isVerdict = status is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound;
        var error = isVerdict ? JsonSerializer.Deserialize(body, StripeJson.Default.StripeErrorBody)?.Error : null;
        return error is { Type: "card_error" or "invalid_request_error" } ? error : throw Unknown($"{(int)status} {error?.Type}");
    }

    private static ProviderUnavailableException Unknown(string what, Exception? inner = null)
        => new($"Stripe gave no answer that decides: {what}.", inner);
}

/// <summary>Either what was asked for, or why not.</summary>
internal readonly record struct StripeReply<T>(T? Value, StripeError? Error)
    where T : class;
