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

    public int LifetimeSeconds => options.Value.LifetimeSeconds;

    /// <summary>Says who the caller is and what they may do, and nothing else about the person.</summary>
    public string Issue(Guid userId, string[] roles)
    {
        var now = clock.GetUtcNow();
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer.Value.Issuer,
            Audience = issuer.Value.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.UtcDateTime.AddSeconds(LifetimeSeconds),
            SigningCredentials = keys.Newest.Credentials,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = userId.ToString(),
                [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(now).ToString(),
                ["roles"] = roles,
                ["permissions"] = RoleTable.PermissionsOf(roles),
            },
        });
    }
}
