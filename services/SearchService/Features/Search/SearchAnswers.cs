using System.Text.Json;
using Ecommerce.SearchService.Domain.Queries;
using Ecommerce.SearchService.Infrastructure;
using Ecommerce.SearchService.Infrastructure.Postgres;
using Ecommerce.SearchService.Infrastructure.Workers;
using Ecommerce.Web;

namespace Ecommerce.SearchService.Features.Search;

/// <summary>Searches once for all who ask the same within a second; each of them counts as a search.</summary>
internal sealed class SearchAnswers(Searcher searcher, SharedAnswers<SearchAnswer> answers, PopularQueryCounter popularQueries)
{
    /// <param name="question">The query as it was asked.</param>
    public async Task<byte[]> SearchAsync(
        string question, SearchRequest request, CategoryNames categories, CancellationToken cancellationToken)
    {
        var answer = await answers.GetAsync(question, () => SearchAsync(request, categories), cancellationToken);
        if (answer.PopularQuery is { } query)
            popularQueries.Count(query);
        return answer.Json;
    }

    private async Task<SearchAnswer> SearchAsync(SearchRequest request, CategoryNames categories)
    {
        var result = await searcher.SearchAsync(request, CancellationToken.None);
        var response = SearchResponse.Of(request, result, categories);
        return new(JsonSerializer.SerializeToUtf8Bytes(response, SearchJson.Default.SearchResponse), result.PopularQuery);
    }
}
