using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.UserService.Keys;

/// <summary>An RSA key that signs access tokens, and its public half as others see it.</summary>
internal sealed class SigningKey
{
    private SigningKey(string id, RSAParameters parameters)
    {
        // From parameters, not from one RSA object: the library then makes an object per thread.
        Credentials = new(new RsaSecurityKey(parameters) { KeyId = id }, SecurityAlgorithms.RsaSha256);
        Public = new()
        {
            Kid = id,
            Kty = JsonWebAlgorithmsKeyTypes.RSA,
            Use = JsonWebKeyUseNames.Sig,
            Alg = SecurityAlgorithms.RsaSha256,
            N = Base64UrlEncoder.Encode(parameters.Modulus),
            E = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }

    public string Id => Credentials.Key.KeyId;
    public SigningCredentials Credentials { get; }
    public JsonWebKey Public { get; }

    public static SigningKey Read(StoredSigningKey stored, SigningKeyProtection protection)
    {
        using var rsa = protection.Read(stored.PrivateKey);
        return new(stored.Id, rsa.ExportParameters(includePrivateParameters: true));
    }
}

/// <param name="PrivateKey">PEM, PKCS #8.</param>
internal sealed record StoredSigningKey(string Id, string PrivateKey);
