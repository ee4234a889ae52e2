using Ecommerce.SearchService.Domain.Queries;
using Ecommerce.SearchService.Domain.Text;

namespace Ecommerce.SearchService.Infrastructure.Postgres.Engine;

/// <summary>Clauses in the syntax of <c>to_tsquery</c>. Words contain letters and digits only, and are quoted nevertheless.</summary>
internal static class TsQuery
{
    public static string All(EngineQuery query) => string.Join(query.All ? " & " : " | ", query.Clauses.Select(Of));

    public static string Of(Clause clause) => $"({string.Join(" | ", clause.Wordings.Select(Of))})";

    public static string Of(Wording wording)
    {
        var (terms, lastIsLetter) = Bigrams.Phrase(wording.Words);
        var words = string.Join(" <-> ", terms.Select(term => $"'{term}'"));
        return lastIsLetter || (wording.IsPrefix && !Scripts.IsUnspaced(wording.Words[^1])) ? $"({words}:*)" : $"({words})";
    }
}
