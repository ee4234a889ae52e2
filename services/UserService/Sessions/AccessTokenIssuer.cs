using Ecommerce.UserService.Keys;
using Ecommerce.UserService.Roles;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.UserService.Sessions;

internal sealed class AccessTokenIssuer(
    KeyRing keys, IOptions<IssuerOptions> issuer, IOptions<AccessTokenOptions> options, TimeProvider clock)
{
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A session's tokens as its owner gets them.</summary>
    public TokenResponse Issue(OpenSession session)
        => new(AccessToken(session), "Bearer", options.Value.LifetimeSeconds, session.RefreshToken);

    /// <summary>Says who the caller is, in which session, and what they may do, and nothing else about the person.</summary>
    private string AccessToken(OpenSession session)
    {
        var now = clock.GetUtcNow();
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer.Value.Issuer,
            Audience = issuer.Value.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.UtcDateTime.AddSeconds(options.Value.LifetimeSeconds),
            SigningCredentials = keys.Signing.Credentials,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = session.UserId.ToString(),
                [JwtRegisteredClaimNames.Sid] = session.Id.ToString(),
                [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(now).ToString(),
                ["roles"] = session.Roles,
                ["permissions"] = RoleTable.PermissionsOf(session.Roles),
            },
        });
    }
}
