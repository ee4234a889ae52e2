using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.SearchService.Features.Suggestions;

internal static class SuggestionEndpoints
{
    private const int DefaultLimit = 5;
    private const int MaxLimit = 10;

    public static RouteGroupBuilder MapSuggestions(this RouteGroupBuilder search)
    {
        search.MapGet("/suggestions", SuggestAsync).WithName("SuggestProducts").WithSummary("Completes what somebody has begun to type")
            .AllowAnonymous().Produces<SuggestionsResponse>().ProducesProblem(StatusCodes.Status400BadRequest);
        return search;
    }

    private static async Task<IResult> SuggestAsync(
        string? q, string? limit, SuggestionAnswers answers, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var text = QueryParameters.CheckText("q", q, errors);
        errors.CheckLimit(limit, out var maxItems, DefaultLimit, MaxLimit);
        return errors.TryGetProblem(out var refusal)
            ? refusal
            : new JsonBytes(await answers.SuggestAsync(text, maxItems, cancellationToken));
    }
}

/// <param name="Queries">Completions of the typed text.</param>
internal sealed record SuggestionsResponse(IReadOnlyList<string> Queries, IReadOnlyList<SuggestedProduct> Products);

/// <param name="Highlight">The name as HTML in which only <c>&lt;mark&gt;</c> is markup.</param>
internal sealed record SuggestedProduct(Guid Id, string Name, string Highlight, string Brand, Money Price, string? Image);
