using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Ecommerce.NotificationService.Infrastructure.Secrets;

/// <summary>
/// Creates the secrets of webhooks and encrypts them for the database with AES-GCM. The stored bytes are nonce, tag and ciphertext.
/// </summary>
internal sealed class SecretCipher(IOptions<KeyOptions> keys)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] key = keys.Value.DeriveKey("webhook-secrets");

    public static string NewSecret() => $"whsec_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";

    public byte[] Encrypt(string secret)
    {
        var text = Encoding.UTF8.GetBytes(secret);
        var stored = new byte[NonceBytes + TagBytes + text.Length];
        RandomNumberGenerator.Fill(stored.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(stored.AsSpan(0, NonceBytes), text, stored.AsSpan(NonceBytes + TagBytes), stored.AsSpan(NonceBytes, TagBytes));
        return stored;
    }

    /// <exception cref="CryptographicException">It was encrypted with another key.</exception>
    public string Decrypt(byte[] stored)
    {
        var text = new byte[stored.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(stored.AsSpan(0, NonceBytes), stored.AsSpan(NonceBytes + TagBytes), stored.AsSpan(NonceBytes, TagBytes), text);
        return Encoding.UTF8.GetString(text);
    }
}
