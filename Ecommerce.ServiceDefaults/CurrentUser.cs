using System.Security.Claims;

namespace Ecommerce.ServiceDefaults;

/// <summary>Reads the caller from a validated access token.</summary>
public static class CurrentUser
{
    /// <summary>The caller's id, the token's <c>sub</c>.</summary>
    /// <exception cref="InvalidOperationException">The caller is anonymous or the token has no UUID as subject.</exception>
    public static Guid UserId(this ClaimsPrincipal principal)
        => Guid.TryParse(principal.FindFirstValue("sub"), out var id)
            ? id
            : throw new InvalidOperationException("The caller has no user id.");

    /// <summary>Whether the caller's token carries <paramref name="permission"/>.</summary>
    public static bool HasPermission(this ClaimsPrincipal principal, string permission)
        => principal.HasClaim(Permissions.Claim, permission);
}
