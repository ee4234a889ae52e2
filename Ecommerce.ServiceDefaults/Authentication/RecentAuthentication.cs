using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Claims;
using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Ecommerce.ServiceDefaults;

/// <summary>How long a proof of who somebody is counts: configured as <c>Reauthentication</c>.</summary>
public sealed class ReauthenticationSettings
{
    public const string Section = "Reauthentication";

    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00", ErrorMessage = "must be {1} to {2}")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>
/// What does lasting harm in the hands of whoever finds an open session, or a token, requires a recent password (and code): the token says
/// when it was given. Services that act for themselves have nobody to ask.
/// </summary>
public sealed class RecentAuthentication(IOptions<ReauthenticationSettings> settings, TimeProvider timeProvider)
{
    /// <summary>The claim with the time of the session's last proof, in seconds (Unix) as of OpenID Connect; missing without one.</summary>
    public const string Claim = "auth_time";

    /// <summary>403 for a caller whose last proof is too old; null for others.</summary>
    public ProblemHttpResult? Refuse(ClaimsPrincipal caller) => IsRecent(caller)
        ? null
        : Problems.Problem(
            StatusCodes.Status403Forbidden, "reauthentication-required", "This requires a recent sign-in.",
            "Prove who you are (POST /users/me/reauthentication) and repeat the request with the new token.");

    public bool IsRecent(ClaimsPrincipal caller) => IsRecentSince(caller, null);

    /// <param name="since">What was proved before does not count: it was another proof then. Null: all counts.</param>
    public bool IsRecentSince(ClaimsPrincipal caller, DateTimeOffset? since)
        => caller.HasClaim(claim => claim.Type == AccountState.ServiceClaim)
            || (long.TryParse(caller.FindFirstValue(Claim), CultureInfo.InvariantCulture, out var seconds)
                && timeProvider.GetUtcNow().ToUnixTimeSeconds() - seconds <= settings.Value.MaxAge.TotalSeconds
                && !(seconds < since?.ToUnixTimeSeconds()));
}

public static class RecentAuthenticationExtensions
{
    /// <summary>For services with operations that require a recent sign-in.</summary>
    public static void AddRecentAuthentication(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ReauthenticationSettings>(ReauthenticationSettings.Section);
        builder.Services.AddSingleton<RecentAuthentication>();
    }

    /// <summary>Lets in only callers who have given their password (and code) a short time ago; others get 403.</summary>
    public static RouteHandlerBuilder RequireRecentAuthentication(this RouteHandlerBuilder endpoint)
        => endpoint.AddEndpointFilter(RefuseAsync).ProducesProblem(StatusCodes.Status403Forbidden);

    private static async ValueTask<object?> RefuseAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return http.RequestServices.GetRequiredService<RecentAuthentication>().Refuse(http.User) ?? await next(context);
    }
}
