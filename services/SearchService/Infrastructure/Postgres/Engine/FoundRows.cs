using Ecommerce.SearchService.Domain.Queries;
using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Postgres.Engine;

/// <summary>The row that a statement of <see cref="SearchSql"/> returns.</summary>
/// <param name="Keys">The sort keys of the ids.</param>
/// <param name="Counts">Empty unless facets are asked for.</param>
internal sealed record FoundRows(Guid[] Ids, string[] Keys, long Total, IReadOnlyList<FacetCounts> Counts)
{
    /// <summary>The row of <see cref="SearchSql.BuildSearch"/>.</summary>
    public static FoundRows Read(NpgsqlDataReader row, EngineQuery query)
    {
        string?[] fields = query.WithFacets ? [null, .. query.Filters.Fields] : [];
        return ReadPage(row) with
        {
            Total = row.GetInt64(row.GetOrdinal(SearchSql.TotalColumn)),
            Counts = [.. fields.Select((field, i) => ReadCounts(row, field, i))],
        };
    }

    /// <summary>The row of <see cref="SearchSql.BuildPage"/>.</summary>
    public static FoundRows ReadPage(NpgsqlDataReader row)
        => new(Value<Guid[]>(row, SearchSql.IdsColumn) ?? [], Value<string[]>(row, SearchSql.KeysColumn) ?? [], 0, []);

    private static FacetCounts ReadCounts(NpgsqlDataReader row, string? field, int number)
    {
        var pairs = Value<long[,]>(row, SearchSql.CountsColumn(number)) ?? new long[0, 2];
        var counts = new List<(long Term, int Count)>(pairs.GetLength(0));
        for (var i = 0; i < pairs.GetLength(0); i++)
            counts.Add((pairs[i, 0], (int)Math.Min(pairs[i, 1], SearchSql.MaxHits)));
        return new(field, counts);
    }

    private static T? Value<T>(NpgsqlDataReader row, string column)
        where T : class
    {
        var ordinal = row.GetOrdinal(column);
        return row.IsDBNull(ordinal) ? null : row.GetFieldValue<T>(ordinal);
    }
}

/// <param name="Field">The field whose filter was left out; null: all filters applied.</param>
/// <param name="Pairs">Ids of facet terms, with their numbers of products.</param>
internal sealed record FacetCounts(string? Field, IReadOnlyList<(long Term, int Count)> Pairs);
