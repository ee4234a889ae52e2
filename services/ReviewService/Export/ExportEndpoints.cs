using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ecommerce.Contracts;
using Ecommerce.ReviewService.Storage;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.ReviewService.Export;

/// <summary>All that was ever told of reviews, as it is now, for those who begin anew: a line is the event that would tell it.</summary>
internal static class ExportEndpoints
{
    private const string Ndjson = "application/x-ndjson";
    private const int FlushBytes = 64 * 1024;

    public static void MapExport(this IEndpointRouteBuilder app)
    {
        var export = app.MapGroup("/reviews/export").WithTags("export").RequirePermission(Permissions.ReviewsRead);
        export.MapGet("/", (HttpResponse response, IReviewStore store, CancellationToken cancellationToken)
            => WriteAsync(response, store.AllReviewsAsync(cancellationToken).Select(r => r.ToEvent()), ContractsJson.Default.ReviewChanged, cancellationToken))
            .DisableRequestTimeout();
        export.MapGet("/ratings", (HttpResponse response, IReviewStore store, TimeProvider time, CancellationToken cancellationToken)
            => WriteAsync(response, store.AllRatingsAsync(cancellationToken).Select(r => r.ToEvent(time.GetUtcNow())), ContractsJson.Default.RatingChanged, cancellationToken))
            .DisableRequestTimeout();
    }

    private static async Task WriteAsync<T>(HttpResponse response, IAsyncEnumerable<T> rows, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        response.ContentType = Ndjson;
        var body = response.BodyWriter;
        await using var json = new Utf8JsonWriter(body);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            JsonSerializer.Serialize(json, row, type);
            json.Reset(body);
            "\n"u8.CopyTo(body.GetSpan(1));
            body.Advance(1);
            if (body.UnflushedBytes > FlushBytes)
                await body.FlushAsync(cancellationToken);
        }

        await body.FlushAsync(cancellationToken);
    }
}
