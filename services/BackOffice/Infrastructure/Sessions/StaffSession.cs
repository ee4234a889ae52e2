using System.Security.Claims;
using Ecommerce.BackOffice.Infrastructure.Api;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Ecommerce.BackOffice.Infrastructure.Sessions;

/// <summary>Somebody who is signed in. The tokens stay in this process: the browser has a cookie with the session's id alone.</summary>
/// <param name="id">Known to this process and, encrypted, to the browser's cookie.</param>
/// <param name="email">As it was entered at the sign-in.</param>
/// <param name="clientAddress">For whom the gateway is called.</param>
internal sealed class StaffSession(string id, string email, string clientAddress)
{
    public const string IdClaim = "session";

    private const string LacksTwoFactorClaim = "two_factor_required";

    private long lastActive;

    public string Id => id;

    public string ClientAddress => clientAddress;

    public required SessionTokens Tokens { get; set; }

    /// <summary>Held while the tokens are renewed: a refresh token that is used twice ends the account's session.</summary>
    public SemaphoreSlim Renewing { get; } = new(1, 1);

    /// <summary>Whether the account gets its permissions once it has two-factor sign-in on.</summary>
    public bool LacksTwoFactor => Lacks(Tokens.Access);

    /// <summary>Of whom the pages ask what they show; the services check the token itself.</summary>
    public ClaimsPrincipal Person => new(new ClaimsIdentity(
        [new(ClaimTypes.Name, email), new(IdClaim, id), new("sub", SubjectOf(Tokens.Access)), .. PermissionsOf(Tokens.Access)],
        CookieAuthenticationDefaults.AuthenticationScheme));

    public void Touch(long timestamp) => Interlocked.Exchange(ref lastActive, timestamp);

    public TimeSpan IdleFor(TimeProvider timeProvider) => timeProvider.GetElapsedTime(Interlocked.Read(ref lastActive));

    /// <summary>Whether a token is of somebody who works here.</summary>
    public static bool IsStaff(string accessToken) => PermissionsOf(accessToken).Any() || Lacks(accessToken);

    /// <summary>What a token allows; nothing for a shopper.</summary>
    public static IEnumerable<Claim> PermissionsOf(string accessToken)
        => new JsonWebToken(accessToken).Claims
            .Where(claim => claim.Type == Permissions.Claim).Select(claim => new Claim(claim.Type, claim.Value));

    private static string SubjectOf(string accessToken) => new JsonWebToken(accessToken).Subject;

    private static bool Lacks(string accessToken)
        => new JsonWebToken(accessToken).Claims.Any(claim => claim is { Type: LacksTwoFactorClaim, Value: "true" });
}

/// <param name="RenewAt">Before the access token expires.</param>
internal sealed record SessionTokens(string Access, string Refresh, DateTimeOffset RenewAt)
{
    // A token that is about to expire could expire before it arrives.
    private static readonly TimeSpan ExpiryMargin = TimeSpan.FromSeconds(30);

    public static SessionTokens From(IssuedTokens tokens, DateTimeOffset now)
        => new(tokens.AccessToken, tokens.RefreshToken, now + TimeSpan.FromSeconds(tokens.ExpiresIn) - ExpiryMargin);
}
