using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Ecommerce.BackOffice.Infrastructure.Sessions;

/// <summary>The cookie names the session: whether that has ended, and what it allows now, is looked up at every request.</summary>
internal sealed class SessionCookie(SessionStore sessions) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (sessions.Find(context.Principal!) is not { } session)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return;
        }

        sessions.Touch(context.Principal!);
        context.ReplacePrincipal(session.Person);
    }
}
