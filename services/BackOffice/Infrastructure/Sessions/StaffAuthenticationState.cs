using System.Security.Claims;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Ecommerce.BackOffice.Infrastructure.Sessions;

/// <summary>Looks now and then whether whoever has a page open is still signed in and may still do what the page shows.</summary>
internal sealed class StaffAuthenticationState(ILoggerFactory loggers, SessionStore sessions)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(5);

    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var person = authenticationState.User;
        return Task.FromResult(sessions.Find(person) is { } session && PermissionsOf(session.Person).SetEquals(PermissionsOf(person)));
    }

    private static HashSet<string> PermissionsOf(ClaimsPrincipal person)
        => [.. person.FindAll(Permissions.Claim).Select(claim => claim.Value)];
}
