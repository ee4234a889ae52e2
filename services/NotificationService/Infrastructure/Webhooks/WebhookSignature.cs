using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.NotificationService.Infrastructure.Webhooks;

/// <summary><c>t=UNIX SECONDS,v1=HEX</c>, where v1 is HMAC-SHA256 over <c>t.body</c>; one v1 for each valid secret.</summary>
internal static class WebhookSignature
{
    public const string Header = "Webhook-Signature";

    public static string Sign(IEnumerable<string> secrets, string body, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = Encoding.UTF8.GetBytes($"{timestamp}.{body}");
        return string.Join(',', [
            $"t={timestamp}",
            .. secrets.Select(secret => $"v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}"),
        ]);
    }
}
