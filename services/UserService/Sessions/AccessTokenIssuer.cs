using System.Security.Cryptography;
using System.Text;
using Ecommerce.UserService.Keys;
using Ecommerce.UserService.Roles;
using Ecommerce.UserService.ServiceAccounts;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.UserService.Sessions;

internal sealed class AccessTokenIssuer(
    KeyRing keys, IOptions<IssuerOptions> issuer, IOptions<AccessTokenOptions> options, TimeProvider clock)
{
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Shorter than a person's: a service gets another whenever it wants one.</summary>
    private static readonly TimeSpan ServiceLifetime = TimeSpan.FromMinutes(5);

    /// <summary>A session's tokens as its owner gets them.</summary>
    public TokenResponse Issue(OpenSession session)
        => new(AccessToken(session), "Bearer", options.Value.LifetimeSeconds, session.RefreshToken);

    /// <summary>A token for a service that acts for itself.</summary>
    public ServiceTokenResponse Issue(string service, IEnumerable<string> permissions)
        => new(
            Sign(ServiceLifetime, new()
            {
                [JwtRegisteredClaimNames.Sub] = SubjectOf(service).ToString(),
                ["client_id"] = service,
                ["permissions"] = permissions.ToArray(),
            }),
            "Bearer",
            (int)ServiceLifetime.TotalSeconds);

    /// <summary>Says who the caller is, in which session, and what they may do, and nothing else about the person.</summary>
    private string AccessToken(OpenSession session) => Sign(TimeSpan.FromSeconds(options.Value.LifetimeSeconds), new()
    {
        [JwtRegisteredClaimNames.Sub] = session.UserId.ToString(),
        [JwtRegisteredClaimNames.Sid] = session.Id.ToString(),
        ["roles"] = session.Roles,
        ["permissions"] = RoleTable.PermissionsOf(session.Roles),
    });

    private string Sign(TimeSpan lifetime, Dictionary<string, object> claims)
    {
        var now = clock.GetUtcNow();
        claims[JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(now).ToString();
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer.Value.Issuer,
            Audience = issuer.Value.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.UtcDateTime + lifetime,
            SigningCredentials = keys.Signing.Credentials,
            Claims = claims,
        });
    }

    // Every token names its subject by a UUID; a service's is made of its name, and is no person's, whose are version 7.
    private static Guid SubjectOf(string service)
    {
        var id = SHA256.HashData(Encoding.UTF8.GetBytes(service))[..16];
        id[6] = (byte)(0x80 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new Guid(id, bigEndian: true);
    }
}
