using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Ecommerce.UserService.Domain.Accounts;

namespace Ecommerce.UserService.Domain.Devices;

/// <summary>
/// Tells that an account signed in on a device before; it does not sign in. As text it is a random id, an expiry and their signature: no
/// personal data. The account's own key signs, and what a login reads anyway is enough to check it. A new password ends it, because the
/// credential's version is signed as well; an erased account has no key any more.
/// </summary>
internal sealed record DeviceToken(Guid Device, DateTimeOffset ExpiresAt)
{
    private const int IdLength = 16;
    private const int ContentLength = IdLength + sizeof(long);
    private const int Length = ContentLength + HMACSHA256.HashSizeInBytes;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <param name="device">As in the token that it replaces; null for a new device.</param>
    public static DeviceToken Issue(Guid? device, DateTimeOffset now) => new(device ?? Guid.CreateVersion7(now), now + Lifetime);

    /// <summary>Null where the text is not a token of this account, or has ended.</summary>
    public static DeviceToken? Read(string? text, Credential account, DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (text?.Length != Base64Url.GetEncodedLength(Length)
            || Base64Url.DecodeFromChars(text, bytes, out _, out _) is not OperationStatus.Done)
            return null;
        var content = bytes[..ContentLength];
        if (!CryptographicOperations.FixedTimeEquals(Signature(content, account), bytes[ContentLength..]))
            return null;
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(content[IdLength..]));
        return expiresAt > now ? new(new Guid(content[..IdLength], bigEndian: true), expiresAt) : null;
    }

    public string Sign(Credential account)
    {
        Span<byte> content = stackalloc byte[ContentLength];
        Device.TryWriteBytes(content, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(content[IdLength..], ExpiresAt.ToUnixTimeSeconds());
        return Base64Url.EncodeToString([.. content, .. Signature(content, account)]);
    }

    private static byte[] Signature(ReadOnlySpan<byte> content, Credential account)
    {
        Span<byte> version = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(version, account.CredentialVersion);
        return HMACSHA256.HashData(account.DeviceKey, (byte[])[.. content, .. version]);
    }
}
