using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.Invariants.Watching;

/// <summary>What is known of the ten, for people and for probes.</summary>
internal static class Endpoints
{
    public static void MapInvariants(this WebApplication app)
    {
        app.MapGet("/invariants", Read).AllowAnonymous();
        app.MapPost("/forget", Forget).AllowAnonymous();
        // In the place of every service's: here the descriptions are what is asked for, and hold ids alone.
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous()
            .DisableHttpMetrics().WithOrder(-1);
    }

    private static Results<Ok<Report>, StatusCodeHttpResult> Read(Watch watch)
        => watch.Latest is { } report ? TypedResults.Ok(report) : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);

    private static NoContent Forget(Watch watch)
    {
        watch.Forget();
        return TypedResults.NoContent();
    }

    private static async Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", report.Status.ToString());
        json.WriteStartObject("checks");
        foreach (var (name, entry) in report.Entries)
        {
            json.WriteStartObject(name);
            json.WriteString("status", entry.Status.ToString());
            if (entry.Description is { } description) json.WriteString("description", description);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
