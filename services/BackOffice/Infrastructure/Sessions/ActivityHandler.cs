using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Ecommerce.BackOffice.Infrastructure.Sessions;

/// <summary>What somebody does on an open page counts as activity, although it is no request.</summary>
internal sealed class ActivityHandler(SessionStore sessions, AuthenticationStateProvider authentication) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next)
        => async context =>
        {
            sessions.Touch((await authentication.GetAuthenticationStateAsync()).User);
            await next(context);
        };
}
