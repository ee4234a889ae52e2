using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

// Of review-service. Records are public because components are.

internal interface IReviewsApi
{
    [Get("/reviews/moderation")]
    Task<Page<QueueItem>> ListWaitingAsync(string? after, int limit, CancellationToken cancellationToken);

    [Get("/reviews/{id}/reports")]
    Task<IReadOnlyList<ReviewReport>> ListReportsAsync(Guid id, CancellationToken cancellationToken);

    [Post("/reviews/{id}/publish")]
    Task PublishAsync(Guid id, [Header("If-Match")] string version, CancellationToken cancellationToken);

    [Post("/reviews/{id}/reject")]
    Task RejectAsync(Guid id, [Body] ReasonRequest request, [Header("If-Match")] string version, CancellationToken cancellationToken);

    [Get("/reviews/words")]
    Task<WordList> ReadWordsAsync(CancellationToken cancellationToken);

    [Put("/reviews/words")]
    Task SaveWordsAsync([Body] WordsRequest request, [Header("If-Match")] string version, CancellationToken cancellationToken);
}

public sealed record QueueItem(Review Review, int Reports);

public sealed record Review(
    Guid Id, Guid ProductId, string Author, int Stars, string Title, string Text, string State, string? Reason, bool VerifiedPurchase,
    long Version, DateTimeOffset WrittenAt)
{
    public string Tag => VersionTag.Of(Version);
}

public sealed record ReviewReport(string Reason, string? Comment, DateTimeOffset At);

public sealed record WordsRequest(IReadOnlyList<string> Words);

public sealed record WordList(IReadOnlyList<string> Words, long Version)
{
    public string Tag => VersionTag.Of(Version);
}

internal static class VersionTag
{
    /// <summary>For <c>If-Match</c>: a change is made to this version alone.</summary>
    public static string Of(long version) => $"\"{version}\"";
}
