using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Ecommerce.ServiceDefaults.Telemetry;

/// <summary>
/// Marks requests in http.server.request.duration that take as long as there is something to send: live events, exports and imports.
/// Whoever asks how quickly the service answers leaves them out.
/// </summary>
internal static class StreamedAnswers
{
    private const string Attribute = "ecommerce.http.streamed";

    private static readonly string[] Streamed = ["text/event-stream", "application/x-ndjson", "text/csv"];

    public static void UseStreamMarks(this WebApplication app) => app.Use((http, next) =>
    {
        // Nobody measures.
        if (http.Features.Get<IHttpMetricsTagsFeature>() is not { } metrics)
            return next(http);
        var answering = next(http);
        if (!answering.IsCompletedSuccessfully)
            return MarkAfterAsync(answering, http, metrics);
        Mark(http, metrics);
        return answering;
    });

    private static async Task MarkAfterAsync(Task answering, HttpContext http, IHttpMetricsTagsFeature metrics)
    {
        try
        {
            await answering;
        }
        finally
        {
            Mark(http, metrics);
        }
    }

    private static void Mark(HttpContext http, IHttpMetricsTagsFeature metrics)
    {
        if (IsStreamed(http.Response.ContentType) || IsStreamed(http.Request.ContentType))
            metrics.Tags.Add(new(Attribute, true));
    }

    private static bool IsStreamed(string? contentType)
        => contentType is not null && Array.Exists(Streamed, type => contentType.StartsWith(type, StringComparison.OrdinalIgnoreCase));
}
