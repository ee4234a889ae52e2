using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Ecommerce.UserService.Tests.Api;

/// <summary>An authenticator app, as RFC 6238 and RFC 4226 describe it.</summary>
/// <param name="secret">In base 32.</param>
internal sealed class Authenticator(string secret)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    // The service takes codes of the step before and after its own: what a test needs of both is good while it runs.
    private readonly DateTimeOffset start = TimeProvider.System.GetUtcNow();

    public string Now => CodeAt(start);

    public string Next => CodeAt(start.AddSeconds(30));

    /// <summary>Of no time that is near.</summary>
    public string Wrong => CodeAt(start.AddHours(-1));

    public string CodeAt(DateTimeOffset time)
    {
        Span<byte> step = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(step, time.ToUnixTimeSeconds() / 30);
        // Apps use this hash, as the RFC does.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(Decode(secret), step);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xF;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string text)
    {
        var bits = string.Concat(text.Select(
            letter => Convert.ToString(Alphabet.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(chunk => chunk.Length == 8).Select(chunk => Convert.ToByte(new string(chunk), 2))];
    }
}
