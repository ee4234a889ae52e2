using System.Data;
using Dapper;
using Ecommerce.AnalyticsService.Domain;
using Npgsql;

namespace Ecommerce.AnalyticsService.Infrastructure.Postgres;

/// <summary>Queries facts of a range. All queries of one reader see the same snapshot.</summary>
internal sealed class ReportReader(NpgsqlTransaction transaction, ReportRange range, CancellationToken cancellationToken)
{
    /// <summary>A subquery for the generation that reports read.</summary>
    public const string LiveGeneration = "(SELECT id FROM generations WHERE state = 'live')";

    public ReportRange Range => range;

    /// <summary>
    /// Runs a query with the parameters <c>@from</c>, <c>@to</c> and <c>@starts</c>, the beginnings of the buckets:
    /// <c>width_bucket(time, @starts)</c> is the number of a bucket, from 1.
    /// </summary>
    public async Task<IReadOnlyList<TRow>> QueryAsync<TRow>(string sql, object? extraParameters = null)
    {
        var parameters = new DynamicParameters(extraParameters);
        parameters.Add("from", range.From);
        parameters.Add("to", range.To);
        parameters.Add("starts", range.Starts.Select(start => start.UtcDateTime).ToArray());
        return (await transaction.Connection!.QueryAsync<TRow>(
            new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Adds rows for buckets in which nothing happened: one for each bucket, or for each bucket and kind.</summary>
    /// <param name="found">The rows of the query.</param>
    /// <param name="bucket">The number of a row's bucket.</param>
    /// <param name="kind">The kind of a row, such as its currency.</param>
    /// <param name="row">Creates a row of the report; it gets null where nothing happened.</param>
    public IReadOnlyList<TRow> Fill<TFound, TKind, TRow>(
        IReadOnlyList<TFound> found, Func<TFound, int> bucket, Func<TFound, TKind> kind, Func<DateTimeOffset, TKind, TFound?, TRow> row)
        where TFound : class
        where TKind : notnull
    {
        var known = found.ToDictionary(item => (bucket(item), kind(item)));
        var kinds = found.Select(kind).Distinct().Order().ToList();
        var rows = new List<TRow>(range.Starts.Count * kinds.Count);
        foreach (var (index, start) in range.Starts.Index())
            rows.AddRange(kinds.Select(value => row(start, value, known.GetValueOrDefault((index + 1, value)))));
        return rows;
    }

    /// <inheritdoc cref="Fill{TFound, TKind, TRow}"/>
    public IReadOnlyList<TRow> Fill<TFound, TRow>(
        IReadOnlyList<TFound> found, Func<TFound, int> bucket, Func<DateTimeOffset, TFound?, TRow> row)
        where TFound : class
    {
        var known = found.ToDictionary(bucket);
        return [.. range.Starts.Select((start, index) => row(start, known.GetValueOrDefault(index + 1)))];
    }

    /// <summary>Reads a report in its own transaction.</summary>
    public static async Task<IReadOnlyList<TRow>> ReadAsync<TRow>(
        NpgsqlDataSource database, ReportRange range, Func<ReportReader, Task<IReadOnlyList<TRow>>> read,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        return await read(new(transaction, range, cancellationToken));
    }
}
