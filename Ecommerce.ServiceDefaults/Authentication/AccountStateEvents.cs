using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.ServiceDefaults;

/// <summary>
/// Refuses tokens of accounts that have changed since. While the states of accounts are unknown, a person's token gives no permission
/// (503, not 403: it may well have it), and what needs none goes on.
/// </summary>
public class AccountStateEvents(AccountStates accounts) : JwtBearerEvents
{
    private const int RetryAfterSeconds = 2;

    public override async Task TokenValidated(TokenValidatedContext context)
    {
        var caller = context.Principal!;
        if (caller.HasClaim(claim => claim.Type == AccountState.ServiceClaim))
            return;

        var recent = await accounts.RefreshAsync(context.HttpContext.RequestAborted);
        if (accounts.IsOutdated(caller))
            context.Fail("The account has changed since the token was issued.");
        else if (!recent && TakePermissions(caller))
            context.HttpContext.Features.Set(new PermissionsUnknown());
    }

    public override Task Forbidden(ForbiddenContext context)
    {
        if (context.HttpContext.Features.Get<PermissionsUnknown>() is not null)
            RefuseForNow(context.Response);
        return Task.CompletedTask;
    }

    /// <summary>503 with Retry-After.</summary>
    protected static void RefuseForNow(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers[HeaderNames.RetryAfter] = $"{RetryAfterSeconds}";
    }

    private static bool TakePermissions(ClaimsPrincipal caller)
    {
        var taken = false;
        foreach (var identity in caller.Identities)
            foreach (var permission in identity.FindAll(Permissions.Claim).ToList())
                taken |= identity.TryRemoveClaim(permission);
        return taken;
    }

    private sealed class PermissionsUnknown;
}
