using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.PaymentService.Webhooks;

/// <summary>
/// <c>t=UNIX SECONDS,v1=HEX</c>, where v1 is HMAC-SHA256 over <c>t.payload</c>, as Stripe signs. There may be several v1, one per
/// secret; other schemes are passed over.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>Older or newer ones may be replays.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static string Sign(string secret, ReadOnlySpan<byte> payload, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={timestamp},v1={Convert.ToHexStringLower(Mac(secret, timestamp, payload))}";
    }

    public static bool IsValid(string header, ReadOnlySpan<byte> payload, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        var parts = header.Split(',', StringSplitOptions.TrimEntries).Select(part => part.Split('=', 2)).Where(part => part.Length == 2)
            .ToLookup(part => part[0], part => part[1], StringComparer.Ordinal);
        if (parts["t"].ToList() is not [var timestamp] || !IsFresh(timestamp, now))
            return false;

        var given = parts["v1"].Select(Bytes).ToList();
        var valid = false;
        foreach (var secret in secrets)
        {
            var expected = Mac(secret, timestamp, payload);
            foreach (var mac in given)
                valid |= CryptographicOperations.FixedTimeEquals(mac, expected);
        }

        return valid;
    }

    private static bool IsFresh(string timestamp, DateTimeOffset now)
        => long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs((decimal)seconds - now.ToUnixTimeSeconds()) <= (decimal)Tolerance.TotalSeconds;

    private static byte[] Mac(string secret, string timestamp, ReadOnlySpan<byte> payload)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{timestamp}."), .. payload];
        return HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
    }

    private static byte[] Bytes(string hex)
        => hex.Length == 2 * HMACSHA256.HashSizeInBytes && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : [];
}
