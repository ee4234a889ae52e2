using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecommerce.PaymentService.Infrastructure.Providers;

namespace Ecommerce.PaymentService.Tests;

public sealed class WebhookSignatureTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes("""{"id":"evt_1"}""");

    [Theory]
    [InlineData(0, true)]
    [InlineData(299, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public void Signature_is_valid_within_five_minutes(int age, bool valid)
        => Assert.Equal(valid, IsValid(Header(Now.AddSeconds(-age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), "secret")));

    [Theory]
    [InlineData("secret", true)]
    [InlineData("before", true)]
    [InlineData("other", false)]
    [InlineData("", false)]
    public void Signature_of_current_or_previous_secret_is_valid(string secret, bool valid)
        => Assert.Equal(valid, IsValid(Header($"{Now.ToUnixTimeSeconds()}", secret)));

    [Theory]
    [InlineData("99999999999999999999")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("1e9")]
    public void Signature_with_invalid_timestamp_is_rejected(string timestamp) => Assert.False(IsValid(Header(timestamp, "secret")));

    [Fact]
    public void Changed_payload_is_rejected()
    {
        var header = Header($"{Now.ToUnixTimeSeconds()}", "secret");
        for (var bit = 0; bit < Payload.Length * 8; bit++)
        {
            var changed = Payload.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(WebhookSignature.IsValid(header, changed, ["secret"], Now));
        }
    }

    private static bool IsValid(string header) => WebhookSignature.IsValid(header, Payload, ["secret", "before"], Now);

    private static string Header(string timestamp, string secret)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp + "."), .. Payload];
        return $"t={timestamp},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
