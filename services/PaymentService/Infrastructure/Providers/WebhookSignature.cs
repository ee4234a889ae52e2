using System.Text;
using Stripe;

namespace Ecommerce.PaymentService.Infrastructure.Providers;

/// <summary>
/// <c>t=UNIX SECONDS,v1=HEX</c>, where v1 is HMAC-SHA256 over <c>t.payload</c>, as Stripe signs. There may be several v1, one per
/// secret; other schemes are ignored.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>Signatures with another age may be replays.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    // Invalid bytes throw instead of being replaced: two payloads must never decode to the same text.
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
            EventUtility.ValidateSignature(
                Strict.GetString(payload), header, secret, (long)Tolerance.TotalSeconds, now.ToUnixTimeSeconds());
            return true;
        }
        // A header with a valid signature may still lack a valid timestamp.
        catch (Exception failure) when (failure is StripeException or FormatException or OverflowException or DecoderFallbackException)
        {
            return false;
        }
    }
}
