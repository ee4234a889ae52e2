using System.Text.RegularExpressions;
using Ecommerce.ReviewService.Domain;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.ReviewService.Features.FilterWords;

internal sealed record WordListRequest(IReadOnlyList<string>? Words);

internal sealed record WordListResponse(IReadOnlyList<string> Words, long Version);

/// <summary>The list of the word filter, which moderators replace as a whole.</summary>
internal static partial class FilterWordEndpoints
{
    private const int MaxWords = 1_000;

    public static void MapFilterWords(this IEndpointRouteBuilder app)
    {
        var words = app.MapGroup("/reviews/words").WithTags("moderation").RequirePermission(Permissions.ReviewsModerate);
        words.MapGet("/", ReadAsync).WithName("GetFilterWords").WithSummary("The words that make a review wait for a moderator");
        words.MapPut("/", ReplaceAsync).WithName("ReplaceFilterWords").WithSummary("Replaces the words of the filter");
    }

    private static async Task<Ok<WordListResponse>> ReadAsync(
        ReviewWordFilter filter, HttpResponse response, CancellationToken cancellationToken)
        => Respond(await filter.ReadAsync(cancellationToken), response);

    private static async Task<Results<Ok<WordListResponse>, ProblemHttpResult>> ReplaceAsync(
        WordListRequest request, HttpRequest http, ReviewWordFilter filter, HttpResponse response, CancellationToken cancellationToken)
    {
        if (ExpectedVersion.Require(http, out var expected) is { } problem)
            return problem;
        var errors = new FieldErrors()
            .Check("words", request.Words is { Count: <= MaxWords }, $"must be a list of at most {MaxWords} words");
        foreach (var (i, word) in (request.Words ?? []).Take(MaxWords).Index())
            errors.Check($"words[{i}]", Entry().IsMatch(word), "must be 2 to 40 letters or digits, with a * at the end for a prefix");
        if (errors.TryGetProblem(out var refusal))
            return refusal;

        var lowerCase = request.Words!.Select(word => word.ToLowerInvariant());
        var listed = lowerCase.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return await filter.ReplaceAsync(listed, expected, cancellationToken) is { } list
            ? Respond(list, response)
            : Problems.Problem(StatusCodes.Status412PreconditionFailed, "stale-version", "The list has changed since it was read.");
    }

    private static Ok<WordListResponse> Respond(WordList list, HttpResponse response)
    {
        response.Headers.ETag = VersionTag.Of(list.Version);
        return TypedResults.Ok(new WordListResponse(list.Words, list.Version));
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}]{2,40}\*?\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Entry();
}
