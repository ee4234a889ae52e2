using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Infrastructure.Keys;

/// <summary>
/// Private keys are stored as PKCS #8, encrypted with a passphrase that all replicas share, so that a backup or a read replica alone cannot
/// sign. ASP.NET's data protection would not help: it would store its own keys in the same database.
/// </summary>
internal sealed class SigningKeyProtection(IOptions<SigningKeyOptions> options)
{
    private const int KeySize = 2048;
    private static readonly PbeParameters Encryption = new(
        PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 100_000);

    private string? Passphrase => options.Value.Passphrase;

    public string Generate()
    {
        using var rsa = RSA.Create(KeySize);
        return Passphrase is null ? rsa.ExportPkcs8PrivateKeyPem() : rsa.ExportEncryptedPkcs8PrivateKeyPem(Passphrase, Encryption);
    }

    public RSA Read(string pem)
    {
        var rsa = RSA.Create();
        if (!pem.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            rsa.ImportFromPem(pem);
            return rsa;
        }

        try
        {
            rsa.ImportFromEncryptedPem(pem, Passphrase ?? "");
            return rsa;
        }
        catch (CryptographicException exception)
        {
            rsa.Dispose();
            throw new InvalidOperationException(
                $"{SigningKeyOptions.PassphraseName} is not the passphrase that the signing keys in the database were encrypted with.",
                exception);
        }
    }
}
