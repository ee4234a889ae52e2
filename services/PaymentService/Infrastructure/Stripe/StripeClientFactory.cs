using Stripe;

namespace Ecommerce.PaymentService.Infrastructure.Stripe;

internal static class StripeClientFactory
{
    /// <summary>
    /// The queue retries calls with its own idempotency keys, so the client does not. It sends no telemetry about this machine.
    /// </summary>
    public static StripeClient Create(HttpClient http, StripeOptions options) => new(new StripeClientOptions
    {
        ApiKey = options.SecretKey,
        ApiBase = options.BaseAddress!.GetLeftPart(UriPartial.Path).TrimEnd('/'),
        HttpClient = new SystemNetHttpClient(http, maxNetworkRetries: 0, enableTelemetry: false),
    });

    /// <param name="key">The idempotency key: repeating the call has the same result.</param>
    public static RequestOptions WithKey(string key) => new() { IdempotencyKey = key };
}
