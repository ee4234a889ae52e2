using Stripe;

namespace Ecommerce.PaymentService.Provider.Stripe;

internal static class StripeClients
{
    /// <summary>Calls are repeated by the queue, under keys of ours: not by the client, which tells Stripe nothing about this machine either.</summary>
    public static StripeClient Create(HttpClient http, StripeOptions options) => new(new StripeClientOptions
    {
        ApiKey = options.SecretKey,
        ApiBase = options.BaseAddress!.GetLeftPart(UriPartial.Path).TrimEnd('/'),
        HttpClient = new SystemNetHttpClient(http, maxNetworkRetries: 0, enableTelemetry: false),
    });

    /// <param name="key">The idempotency key: the same call again gives the same answer.</param>
    public static RequestOptions Key(string key) => new() { IdempotencyKey = key };
}
