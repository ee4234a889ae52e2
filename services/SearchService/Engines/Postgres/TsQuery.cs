using Ecommerce.SearchService.Queries;

namespace Ecommerce.SearchService.Engines.Postgres;

/// <summary>Writes clauses as <c>to_tsquery</c> reads them. Words are letters and digits alone, and quoted all the same.</summary>
internal static class TsQuery
{
    public static string All(EngineQuery query) => string.Join(query.All ? " & " : " | ", query.Clauses.Select(Of));

    public static string Of(Clause clause) => $"({string.Join(" | ", clause.Wordings.Select(Of))})";

    private static string Of(Wording wording)
    {
        var words = string.Join(" <-> ", wording.Words.Select(word => $"'{word}'"));
        return wording.IsPrefix ? $"({words}:*)" : $"({words})";
    }
}
