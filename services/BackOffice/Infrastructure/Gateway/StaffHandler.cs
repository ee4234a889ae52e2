using System.Net;
using System.Net.Http.Headers;
using Ecommerce.BackOffice.Infrastructure.Api;
using Ecommerce.BackOffice.Infrastructure.Sessions;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Components.Authorization;

namespace Ecommerce.BackOffice.Infrastructure.Gateway;

/// <summary>Calls the gateway with the token of whoever has the page open.</summary>
internal sealed class StaffHandler(
    AuthenticationStateProvider authentication, SessionStore sessions, TokenRenewal renewal, ProxyProof proof) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var person = (await authentication.GetAuthenticationStateAsync()).User;
        if (sessions.Find(person) is not { } session)
            throw new GatewayException(HttpStatusCode.Unauthorized, new(null, "You are not signed in any more.", null, null));

        proof.Add(request, session.ClientAddress);
        var token = await renewal.GetAsync(session, refused: null, cancellationToken);
        var response = await SendAsync(request, token, cancellationToken);
        // The account may do other things since: the token was refused before anything was done.
        if (response.StatusCode != HttpStatusCode.Unauthorized || request.Content is StreamContent)
            return response;
        response.Dispose();
        return await SendAsync(request, await renewal.GetAsync(session, token, cancellationToken), cancellationToken);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string token, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return base.SendAsync(request, cancellationToken);
    }
}
