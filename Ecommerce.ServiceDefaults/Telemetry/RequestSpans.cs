using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Ecommerce.ServiceDefaults.Telemetry;

/// <summary>What the framework leaves open about its own span of a request, in OpenTelemetry's words for HTTP servers.</summary>
internal static class RequestSpans
{
    private static readonly HashSet<string> Probes = new(StringComparer.OrdinalIgnoreCase)
    {
        "/health", "/alive", "/v1/check/readiness", "/v1/check/liveness", "/metrics",
    };

    public static void UseRequestSpans(this WebApplication app) => app.Use(async (http, next) =>
    {
        var span = http.Features.Get<IHttpActivityFeature>()?.Activity;
        if (span is not null && Probes.Contains(http.Request.Path.Value ?? ""))
            Drop(span);

        try
        {
            await next(http);
        }
        finally
        {
            if (span is { IsAllDataRequested: true })
                Describe(span, http);
        }
    });

    /// <summary>Probes and scrapes come every few seconds; their spans, and those of what they ask, would bury the others.</summary>
    private static void Drop(Activity span)
    {
        span.IsAllDataRequested = false;
        span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    private static void Describe(Activity span, HttpContext http)
    {
        // The exception handler takes the endpoint off the request.
        var endpoint = http.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? http.GetEndpoint();
        var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText;
        var status = http.Response.StatusCode;

        span.DisplayName = route is null ? http.Request.Method : $"{http.Request.Method} {route}";
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
            span.SetTag("error.type", $"{status}").SetStatus(ActivityStatusCode.Error);
    }
}
