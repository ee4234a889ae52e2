using System.Security.Cryptography;
using Ecommerce.UserService.Domain.Keys;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.UserService.Infrastructure.Keys;

/// <summary>An RSA key that signs access tokens, and its public key as it is published.</summary>
internal sealed class SigningKey
{
    private SigningKey(KeyTerm term, RSAParameters parameters)
    {
        Term = term;
        // From parameters: the library then creates an RSA object per thread.
        Credentials = new(new RsaSecurityKey(parameters) { KeyId = term.Id }, SecurityAlgorithms.RsaSha256);
        Public = new()
        {
            Kid = term.Id,
            Kty = JsonWebAlgorithmsKeyTypes.RSA,
            Use = JsonWebKeyUseNames.Sig,
            Alg = SecurityAlgorithms.RsaSha256,
            N = Base64UrlEncoder.Encode(parameters.Modulus),
            E = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }

    public KeyTerm Term { get; }
    public SigningCredentials Credentials { get; }
    public JsonWebKey Public { get; }

    public static SigningKey Read(StoredSigningKey stored, SigningKeyProtection protection)
    {
        using var rsa = protection.Read(stored.PrivateKey);
        return new(stored.Term, rsa.ExportParameters(includePrivateParameters: true));
    }
}

internal sealed record StoredSigningKey
{
    public required string Id { get; init; }

    /// <summary>PEM, PKCS #8.</summary>
    public required string PrivateKey { get; init; }

    public required DateTimeOffset SignsFrom { get; init; }

    public KeyTerm Term => new(Id, SignsFrom);
}
