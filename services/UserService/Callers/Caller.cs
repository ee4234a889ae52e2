using System.Globalization;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Callers;

/// <summary>Who calls, from where and with what; a handler asks for it by its type.</summary>
internal sealed class Caller(HttpContext http)
{
    private const int MaxUserAgentLength = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public bool IsSignedIn => http.User.Identity?.IsAuthenticated == true;

    public Guid UserId => http.User.UserId();

    /// <summary>The session that the access token came from.</summary>
    public Guid? SessionId => Guid.TryParse(http.User.FindFirst("sid")?.Value, out var id) ? id : null;

    public string Household => ClientAddress.Household(ClientAddress.Of(http));

    public string ShortenedAddress => ClientAddress.Shortened(ClientAddress.Of(http));

    public string UserAgent
        => new([.. http.Request.Headers.UserAgent.ToString().Where(c => c is >= ' ' and <= '~').Take(MaxUserAgentLength)]);

    public static ValueTask<Caller> BindAsync(HttpContext http) => ValueTask.FromResult(new Caller(http));

    public bool May(string permission) => http.User.HasPermission(permission);

    /// <summary>The 429 to answer with.</summary>
    public ProblemHttpResult MustWait(TimeSpan wait)
    {
        RetryAfter(wait);
        return Problems.Problem(
            StatusCodes.Status429TooManyRequests, "too-many-attempts", "This was tried too often.",
            "Try again after the time that Retry-After tells.");
    }

    /// <summary>The 503 to answer with where <see cref="Passwords.PasswordHasher"/> gave no turn.</summary>
    public ProblemHttpResult ComeBackLater()
    {
        RetryAfter(Pause);
        return Problems.Problem(
            StatusCodes.Status503ServiceUnavailable, "busy", "Too many people are signing in at this moment.", "Try again in a few seconds.");
    }

    private void RetryAfter(TimeSpan wait)
        => http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
