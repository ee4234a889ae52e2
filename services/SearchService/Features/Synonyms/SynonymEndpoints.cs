using Ecommerce.SearchService.Domain.Text;
using Ecommerce.SearchService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.SearchService.Features.Synonyms;

/// <summary>Groups of words and phrases that mean the same, read and replaced as a whole.</summary>
internal static class SynonymEndpoints
{
    private const int MaxGroups = 2000;
    private const int MaxTerms = 20;
    private const int MaxWords = 5;
    private const int MaxTermLength = 60;

    public static RouteGroupBuilder MapSynonyms(this RouteGroupBuilder search)
    {
        search.MapGet("/synonyms", ReadAsync).WithName("GetSynonyms").WithSummary("The groups of words that are searched as one")
            .RequirePermission(Permissions.ProductsRead);
        search.MapPut("/synonyms", ReplaceAsync).WithName("ReplaceSynonyms").WithSummary("Replaces the groups of synonyms")
            .RequirePermission(Permissions.ProductsWrite)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        return search;
    }

    private static async Task<Ok<SynonymGroups>> ReadAsync(SynonymStore synonyms, CancellationToken cancellationToken)
        => TypedResults.Ok(new SynonymGroups(await synonyms.ReadAsync(cancellationToken)));

    private static async Task<Results<Ok<SynonymGroups>, ProblemHttpResult>> ReplaceAsync(
        SynonymGroups body, SynonymStore synonyms, CancellationToken cancellationToken)
    {
        if (Check(body).TryGetProblem(out var refusal))
            return refusal;

        string[][] groups = [.. body.Groups.Select(group => group.Select(Tokenizer.Normalize).ToArray())];
        await synonyms.ReplaceAsync(groups, cancellationToken);
        return await ReadAsync(synonyms, cancellationToken);
    }

    private static FieldErrors Check(SynonymGroups body)
    {
        var errors = new FieldErrors().Check("groups", body.Groups.Count <= MaxGroups, $"must have at most {MaxGroups} groups");
        foreach (var (i, group) in body.Groups.Take(MaxGroups).Index())
        {
            errors.Check($"groups[{i}]", group.Count is >= 2 and <= MaxTerms, $"must have 2 to {MaxTerms} terms");
            foreach (var (j, term) in group.Take(MaxTerms).Index())
            {
                var valid = term.Length <= MaxTermLength && Tokenizer.Words(term).Count() is >= 1 and <= MaxWords;
                errors.Check($"groups[{i}][{j}]", valid, $"must be 1 to {MaxWords} words of at most {MaxTermLength} characters in all");
            }
        }

        return errors;
    }
}

internal sealed record SynonymGroups(IReadOnlyList<IReadOnlyList<string>> Groups);
