using Ecommerce.SearchService.Indexing;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.SearchService.Synonyms;

/// <summary>Groups of words and phrases that mean the same: all of them at once, since together they are small.</summary>
internal static class SynonymEndpoints
{
    private const int MostGroups = 2000;
    private const int MostTerms = 20;
    private const int MostWords = 5;
    private const int LongestTerm = 60;

    public static RouteGroupBuilder MapSynonyms(this RouteGroupBuilder search)
    {
        search.MapGet("/synonyms", ReadAsync).RequirePermission(Permissions.ProductsRead);
        search.MapPut("/synonyms", ReplaceAsync).RequirePermission(Permissions.ProductsWrite).ProducesProblem(StatusCodes.Status400BadRequest);
        return search;
    }

    private static async Task<Ok<SynonymGroups>> ReadAsync(SynonymStore synonyms, CancellationToken cancellationToken)
        => TypedResults.Ok(new SynonymGroups(await synonyms.ReadAsync(cancellationToken)));

    private static async Task<Results<Ok<SynonymGroups>, ProblemHttpResult>> ReplaceAsync(
        SynonymGroups body, SynonymStore synonyms, CancellationToken cancellationToken)
    {
        if (Check(body).Refusal(out var refusal))
            return refusal;

        await synonyms.ReplaceAsync([.. body.Groups.Select(IReadOnlyList<string> (group) => [.. group.Select(Words.Plain)])], cancellationToken);
        return await ReadAsync(synonyms, cancellationToken);
    }

    private static FieldErrors Check(SynonymGroups body)
    {
        var wrong = new FieldErrors().Check("groups", body.Groups.Count <= MostGroups, $"must have at most {MostGroups} groups");
        foreach (var (group, i) in body.Groups.Take(MostGroups).Select((group, i) => (group, i)))
        {
            wrong.Check($"groups[{i}]", group.Count is >= 2 and <= MostTerms, $"must have 2 to {MostTerms} terms");
            foreach (var (term, j) in group.Take(MostTerms).Select((term, j) => (term, j)))
            {
                var valid = term.Length <= LongestTerm && Words.Of(term).Count() is >= 1 and <= MostWords;
                wrong.Check($"groups[{i}][{j}]", valid, $"must be 1 to {MostWords} words of at most {LongestTerm} characters in all");
            }
        }

        return wrong;
    }
}

internal sealed record SynonymGroups(IReadOnlyList<IReadOnlyList<string>> Groups);
