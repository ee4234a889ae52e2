using System.Security.Cryptography;
using System.Text;
using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Sessions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.UserService.Infrastructure.Keys;

internal sealed class AccessTokenIssuer(
    KeyRing keys, IOptions<IssuerOptions> issuer, IOptions<AccessTokenOptions> options, IOptions<StaffTwoFactorOptions> staff,
    TimeProvider timeProvider)
{
    /// <summary>Shorter than a shopper's: a service can get another at any time.</summary>
    private const int ServiceLifetimeSeconds = 300;

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A token for a person: the account, the session, roles and permissions, no other personal data.</summary>
    public IssuedToken Issue(SessionAccess session)
    {
        var permissions = RoleTable.PermissionsOf(session.Access.Roles);
        var lacksTwoFactor = staff.Value.Required && permissions.Length > 0 && !session.Access.TwoFactor;
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = session.UserId.ToString(),
            [JwtRegisteredClaimNames.Sid] = session.Id.ToString(),
            [AccountState.VersionClaim] = session.Access.Version,
            ["roles"] = session.Access.Roles,
            ["permissions"] = lacksTwoFactor ? [] : permissions,
        };
        if (session.AuthenticatedAt is { } authenticatedAt)
            claims[RecentAuthentication.Claim] = authenticatedAt.ToUnixTimeSeconds();
        if (lacksTwoFactor)
            claims[StaffTwoFactorOptions.LacksClaim] = true;
        return Sign(options.Value.LifetimeSecondsOf(permissions), claims);
    }

    /// <summary>A token for a service that acts for itself.</summary>
    public IssuedToken Issue(string service, IEnumerable<string> permissions) => Sign(ServiceLifetimeSeconds, new()
    {
        [JwtRegisteredClaimNames.Sub] = SubjectOf(service).ToString(),
        [AccountState.ServiceClaim] = service,
        ["permissions"] = permissions.ToArray(),
    });

    private IssuedToken Sign(int lifetimeSeconds, Dictionary<string, object> claims)
    {
        var now = timeProvider.GetUtcNow();
        claims[JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(now).ToString();
        var token = handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer.Value.Issuer,
            Audience = issuer.Value.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.UtcDateTime.AddSeconds(lifetimeSeconds),
            SigningCredentials = keys.Signing.Credentials,
            Claims = claims,
        });
        return new(token, lifetimeSeconds);
    }

    // A service's subject is a UUID of version 8, made of its name: it cannot equal a person's id, which is of version 7.
    private static Guid SubjectOf(string service)
    {
        var id = SHA256.HashData(Encoding.UTF8.GetBytes(service))[..16];
        id[6] = (byte)(0x80 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new Guid(id, bigEndian: true);
    }
}
