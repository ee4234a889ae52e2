using Ecommerce.Contracts;
using Ecommerce.SearchService.Queries;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.SearchService.Suggestions;

internal static class SuggestionEndpoints
{
    public static RouteGroupBuilder MapSuggestions(this RouteGroupBuilder search)
    {
        search.MapGet("/suggestions", SuggestAsync).AllowAnonymous().ProducesProblem(StatusCodes.Status400BadRequest);
        return search;
    }

    private static async Task<Results<Ok<SuggestionsResponse>, ProblemHttpResult>> SuggestAsync(
        string? q, string? limit, Suggester suggester, CancellationToken cancellationToken)
    {
        var wrong = new FieldErrors();
        var text = SearchQueryString.CheckText("q", q, wrong);
        var most = SearchQueryString.ParseLimit(limit, 5, 10, wrong);
        return wrong.Refusal(out var refusal) ? refusal : TypedResults.Ok(await suggester.SuggestAsync(text, most, cancellationToken));
    }
}

/// <param name="Queries">Texts that the typed one may become.</param>
internal sealed record SuggestionsResponse(IReadOnlyList<string> Queries, IReadOnlyList<SuggestedProduct> Products);

/// <param name="Highlight">The name as HTML in which only <c>&lt;mark&gt;</c> is markup.</param>
internal sealed record SuggestedProduct(Guid Id, string Name, string Highlight, string Brand, Money Price, string? Image);
