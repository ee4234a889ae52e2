using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ecommerce.ServiceDefaults.Http;

/// <summary><c>HEAD</c> is answered wherever <c>GET</c> is (RFC 9110); the server itself leaves the body out.</summary>
internal static class HeadRequests
{
    /// <summary>Routing that looks for a <c>GET</c> where nothing but a fallback, the last in order, answers <c>HEAD</c>.</summary>
    public static void UseRoutingOfHead(this WebApplication app)
    {
        app.UseRouting();
        app.Use((http, next) =>
        {
            if (HttpMethods.IsHead(http.Request.Method) && http.GetEndpoint() is not RouteEndpoint { Order: < int.MaxValue })
            {
                http.SetEndpoint(null);
                http.Request.Method = HttpMethods.Get;
                http.Features.Set(new HeadMark());
            }

            return next(http);
        });
        app.UseRouting();
    }
}

/// <summary>On requests that are a <c>HEAD</c> and are handled as a <c>GET</c>.</summary>
internal sealed class HeadMark;
