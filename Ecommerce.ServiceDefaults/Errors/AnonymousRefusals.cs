using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ecommerce.ServiceDefaults.Errors;

internal static class AnonymousRefusals
{
    private static readonly EndpointMetadataCollection Anonymous = new(new AllowAnonymousAttribute());

    /// <summary>
    /// Routing's own refusals (no such route, method or media type) tell nothing that needs a token; without this the
    /// fallback policy would answer them with 401. A mapped endpoint is always a <see cref="RouteEndpoint"/> and stays closed.
    /// </summary>
    public static void UseAnonymousRefusals(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.GetEndpoint() is not RouteEndpoint)
            http.SetEndpoint(new Endpoint(http.GetEndpoint()?.RequestDelegate, Anonymous, "refusal"));
        return next(http);
    });
}
