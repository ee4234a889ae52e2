using System.Globalization;
using System.Text.Json;
using Ecommerce.Web;

namespace Ecommerce.SearchService.Features.Suggestions;

/// <summary>Suggestions, read once for all who have typed the same within a second.</summary>
internal sealed class SuggestionAnswers(Suggester suggester, TimeProvider timeProvider)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    private readonly SharedAnswers<byte[]> answers = new(timeProvider, Lifetime);

    public Task<byte[]> SuggestAsync(string text, int limit, CancellationToken cancellationToken)
        => answers.GetAsync(
            string.Create(CultureInfo.InvariantCulture, $"{limit} {text}"),
            async () => JsonSerializer.SerializeToUtf8Bytes(
                await suggester.SuggestAsync(text, limit, CancellationToken.None), SearchJson.Default.SuggestionsResponse),
            cancellationToken);
}
