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

    public static void UseRequestSpans(this WebApplication app) => app.Use((http, next) =>
    {
        // Nobody listens: the span is only an id.
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is not { } span || !span.Source.HasListeners())
            return next(http);
        if (Probes.Contains(http.Request.Path.Value ?? ""))
            Drop(span);
        return span.IsAllDataRequested ? DescribeAfterAsync(span, http, next) : next(http);
    });

    private static async Task DescribeAfterAsync(Activity span, HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        finally
        {
            Describe(span, http);
        }
    }

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
