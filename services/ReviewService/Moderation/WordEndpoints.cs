using System.Text.RegularExpressions;
using Ecommerce.ReviewService.Reviews;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.ReviewService.Moderation;

internal sealed record WordListRequest(IReadOnlyList<string>? Words);

internal sealed record WordListResponse(IReadOnlyList<string> Words, long Version);

/// <summary>The list of the word filter, which moderators change as a whole.</summary>
internal static partial class WordEndpoints
{
    private const int MostWords = 1_000;

    public static void MapWords(this IEndpointRouteBuilder app)
    {
        var words = app.MapGroup("/reviews/words").WithTags("moderation").RequirePermission(Permissions.ReviewsModerate);
        words.MapGet("/", ReadAsync);
        words.MapPut("/", ReplaceAsync);
    }

    private static async Task<Ok<WordListResponse>> ReadAsync(Words words, HttpResponse response, CancellationToken cancellationToken)
        => Answer(await words.ReadAsync(cancellationToken), response);

    private static async Task<Results<Ok<WordListResponse>, ProblemHttpResult>> ReplaceAsync(
        WordListRequest request, HttpRequest http, Words words, HttpResponse response, CancellationToken cancellationToken)
    {
        if (ReviewTag.Require(http, out var expected) is { } unconditional)
            return unconditional;
        var wrong = new FieldErrors().Check("words", request.Words is { Count: <= MostWords }, $"must be a list of at most {MostWords} words");
        foreach (var (i, word) in (request.Words ?? []).Take(MostWords).Index())
            wrong.Check($"words[{i}]", Listed().IsMatch(word), "must be 2 to 40 letters or digits, with a * behind it for all that begins so");
        if (wrong.Refusal(out var refusal))
            return refusal;

        var listed = request.Words!.Select(word => word.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return await words.ReplaceAsync(listed, expected, cancellationToken) is { } list
            ? Answer(list, response)
            : Problems.Problem(StatusCodes.Status412PreconditionFailed, "stale-version", "The list has changed since it was read.");
    }

    private static Ok<WordListResponse> Answer(WordList list, HttpResponse response)
    {
        response.Headers.ETag = ReviewTag.Of(list.Version);
        return TypedResults.Ok(new WordListResponse(list.Words, list.Version));
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}]{2,40}\*?\z")]
    private static partial Regex Listed();
}
