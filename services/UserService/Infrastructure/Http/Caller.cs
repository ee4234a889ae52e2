using System.Globalization;
using System.Net;
using System.Security.Claims;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Infrastructure.Http;

/// <summary>The caller of this request: account, session, network, user agent. Endpoints bind it by its type.</summary>
internal sealed class Caller(HttpContext http)
{
    private const int MaxUserAgentLength = 100;
    private static readonly TimeSpan BusyRetryAfter = TimeSpan.FromSeconds(5);

    public bool IsSignedIn => http.User.Identity?.IsAuthenticated == true;

    public ClaimsPrincipal Person => http.User;

    public Guid UserId => http.User.UserId();

    /// <summary>The session that the access token came from.</summary>
    public Guid? SessionId => Guid.TryParse(http.User.FindFirst("sid")?.Value, out var id) ? id : null;

    public string ClientNetwork => ClientAddress.ClientNetwork(Address);

    public string AnonymizedAddress => ClientAddress.Anonymized(Address);

    public string UserAgent
        => new([.. http.Request.Headers.UserAgent.ToString().Where(c => c is >= ' ' and <= '~').Take(MaxUserAgentLength)]);

    public static ValueTask<Caller> BindAsync(HttpContext http) => ValueTask.FromResult(new Caller(http));

    public bool HasPermission(string permission) => http.User.HasPermission(permission);

    /// <summary>A 429 with Retry-After.</summary>
    public ProblemHttpResult TooManyAttempts(TimeSpan wait)
    {
        SetRetryAfter(wait);
        return Problems.Problem(
            StatusCodes.Status429TooManyRequests, "too-many-attempts", "This was tried too often.",
            "Try again after the time that Retry-After tells.");
    }

    /// <summary>A 503 with Retry-After, for when the password hasher has no capacity.</summary>
    public ProblemHttpResult Busy()
    {
        SetRetryAfter(BusyRetryAfter);
        return Problems.Problem(
            StatusCodes.Status503ServiceUnavailable, "busy", "Too many people are signing in at this moment.",
            "Try again in a few seconds.");
    }

    private IPAddress? Address => http.RequestServices.GetRequiredService<ProxyProof>().ClientOf(http);

    private void SetRetryAfter(TimeSpan wait)
        => http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
