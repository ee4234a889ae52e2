using System.Text;
using Stripe;

namespace Ecommerce.PaymentService.Webhooks;

/// <summary>
/// <c>t=UNIX SECONDS,v1=HEX</c>, where v1 is HMAC-SHA256 over <c>t.payload</c>, as Stripe signs. There may be several v1, one per
/// secret; other schemes are passed over.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>Older or newer ones may be replays.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    // No two payloads may read the same.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Sign(string secret, ReadOnlySpan<byte> payload, DateTimeOffset now)
        => EventUtility.GenerateSignatureHeader(Strict.GetString(payload), secret, now.ToUnixTimeSeconds());

    public static bool IsValid(string header, ReadOnlySpan<byte> payload, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        var valid = false;
        foreach (var secret in secrets)
            valid |= IsValid(header, payload, secret, now);
        return valid;
    }

    private static bool IsValid(string header, ReadOnlySpan<byte> payload, string secret, DateTimeOffset now)
    {
        try
        {
            EventUtility.ValidateSignature(Strict.GetString(payload), header, secret, (long)Tolerance.TotalSeconds, now.ToUnixTimeSeconds());
            return true;
        }
        // What is signed well may have no time all the same.
        catch (Exception bad) when (bad is StripeException or FormatException or OverflowException or DecoderFallbackException)
        {
            return false;
        }
    }
}
