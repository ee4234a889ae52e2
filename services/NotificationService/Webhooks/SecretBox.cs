using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Ecommerce.NotificationService.Links;
using Microsoft.Extensions.Options;

namespace Ecommerce.NotificationService.Webhooks;

/// <summary>Makes endpoints' secrets, and keeps them so that a copy of the database does not tell them: nonce, tag and AES-GCM's text.</summary>
internal sealed class SecretBox(IOptions<KeyOptions> keys)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] key = keys.Value.KeyFor("webhook-secrets");

    public static string NewSecret() => $"whsec_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";

    public byte[] Close(string secret)
    {
        var text = Encoding.UTF8.GetBytes(secret);
        var box = new byte[NonceBytes + TagBytes + text.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(box.AsSpan(0, NonceBytes), text, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes));
        return box;
    }

    /// <exception cref="CryptographicException">It was closed with another key.</exception>
    public string Open(byte[] box)
    {
        var text = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), text);
        return Encoding.UTF8.GetString(text);
    }
}
