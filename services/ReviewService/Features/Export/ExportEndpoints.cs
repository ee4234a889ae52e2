using Ecommerce.Contracts;
using Ecommerce.ReviewService.Infrastructure;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.ReviewService.Features.Export;

/// <summary>All reviews and ratings as their events, one a line, so that consumers can rebuild what they derived from events.</summary>
internal static class ExportEndpoints
{
    public static void MapExport(this IEndpointRouteBuilder app)
    {
        var export = app.MapGroup("/reviews/export").WithTags("export").RequirePermission(Permissions.ReviewsRead);
        export.MapGet("/", ExportReviewsAsync).WithName("ExportReviews").WithSummary("Streams all reviews as NDJSON")
            .DisableRequestTimeout();
        export.MapGet("/ratings", ExportRatingsAsync).WithName("ExportRatings").WithSummary("Streams the ratings of all products as NDJSON")
            .DisableRequestTimeout();
    }

    private static Task ExportReviewsAsync(HttpResponse response, IReviewStore store, CancellationToken cancellationToken)
    {
        var events = store.StreamReviewsAsync(cancellationToken).Select(review => review.ToEvent());
        return JsonLines.WriteAsync(response, events, ContractsJson.Default.ReviewChanged, cancellationToken);
    }

    private static Task ExportRatingsAsync(
        HttpResponse response, IReviewStore store, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var events = store.StreamRatingsAsync(cancellationToken).Select(rating => rating.ToEvent(timeProvider.GetUtcNow()));
        return JsonLines.WriteAsync(response, events, ContractsJson.Default.RatingChanged, cancellationToken);
    }
}
