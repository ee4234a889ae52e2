using System.Security.Cryptography;
using Ecommerce.UserService.Infrastructure.Keys;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Infrastructure.TwoFactor;

/// <summary>
/// Secrets of apps are encrypted for the database with AES-GCM, by the passphrase that signing keys are encrypted with, and bound to their
/// account: a row that is copied to another one cannot be read. The stored bytes are a form, nonce, tag and ciphertext; without a
/// passphrase a form and the secret.
/// </summary>
internal sealed class SecretProtection(IOptions<SigningKeyOptions> options)
{
    private const byte Clear = 0;
    private const byte Encrypted = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int TextStart = 1 + NonceBytes + TagBytes;
    private const int Iterations = 100_000;

    private readonly Lazy<byte[]?> key = new(() => options.Value.Passphrase is { } passphrase
        ? Rfc2898DeriveBytes.Pbkdf2(passphrase, "two-factor-secrets"u8, Iterations, HashAlgorithmName.SHA256, outputLength: 32)
        : null);

    public byte[] Protect(byte[] secret, Guid account)
    {
        if (key.Value is not { } bytes)
            return [Clear, .. secret];
        var stored = new byte[TextStart + secret.Length];
        stored[0] = Encrypted;
        RandomNumberGenerator.Fill(stored.AsSpan(1, NonceBytes));
        using var cipher = new AesGcm(bytes, TagBytes);
        cipher.Encrypt(
            stored.AsSpan(1, NonceBytes), secret, stored.AsSpan(TextStart), stored.AsSpan(1 + NonceBytes, TagBytes),
            account.ToByteArray(bigEndian: true));
        return stored;
    }

    public byte[] Read(byte[] stored, Guid account)
    {
        if (stored[0] is Clear)
            return stored[1..];
        var secret = new byte[stored.Length - TextStart];
        try
        {
            using var cipher = new AesGcm(key.Value ?? [], TagBytes);
            cipher.Decrypt(
                stored.AsSpan(1, NonceBytes), stored.AsSpan(TextStart), stored.AsSpan(1 + NonceBytes, TagBytes), secret,
                account.ToByteArray(bigEndian: true));
            return secret;
        }
        catch (CryptographicException exception)
        {
            throw new InvalidOperationException(
                $"{SigningKeyOptions.PassphraseName} is not the passphrase that the secrets of apps in the database were encrypted with.",
                exception);
        }
    }
}
