using System.Data;
using Dapper;
using Npgsql;

namespace Ecommerce.AnalyticsService.Reports;

/// <summary>Asks the facts about a range. All that is asked through one reader is of one moment.</summary>
internal sealed class ReportReader(NpgsqlTransaction transaction, ReportRange range, CancellationToken cancellationToken)
{
    /// <summary>The generation that readers see, for queries to stand in for <c>@live</c>.</summary>
    public const string Live = "(select id from generations where state = 'live')";

    public ReportRange Range => range;

    /// <summary>
    /// Rows of a query over <c>@from</c>, <c>@to</c> and <c>@starts</c>, the beginnings of the buckets: <c>width_bucket(time, @starts)</c> is a bucket's number from 1 on.
    /// </summary>
    public async Task<IReadOnlyList<TRow>> AskAsync<TRow>(string sql, object? more = null)
    {
        var parameters = new DynamicParameters(more);
        parameters.Add("from", range.From);
        parameters.Add("to", range.To);
        parameters.Add("starts", range.Starts.Select(start => start.UtcDateTime).ToArray());
        return (await transaction.Connection!.QueryAsync<TRow>(
            new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>A row for each bucket, and where there are kinds of rows, for each bucket and kind.</summary>
    /// <param name="found">What the database has.</param>
    /// <param name="bucket">The number of its bucket.</param>
    /// <param name="kind">Such as its currency.</param>
    /// <param name="row">Makes the row of a bucket; with null where nothing happened.</param>
    public IReadOnlyList<TRow> Fill<TFound, TKind, TRow>(
        IReadOnlyList<TFound> found, Func<TFound, int> bucket, Func<TFound, TKind> kind, Func<DateTimeOffset, TKind, TFound?, TRow> row)
        where TFound : class
        where TKind : notnull
    {
        var known = found.ToDictionary(item => (bucket(item), kind(item)));
        var kinds = found.Select(kind).Distinct().Order().ToList();
        return
        [
            .. from start in range.Starts.Select((at, index) => (At: at, Bucket: index + 1))
               from each in kinds
               select row(start.At, each, known.GetValueOrDefault((start.Bucket, each))),
        ];
    }

    /// <inheritdoc cref="Fill{TFound, TKind, TRow}"/>
    public IReadOnlyList<TRow> Fill<TFound, TRow>(IReadOnlyList<TFound> found, Func<TFound, int> bucket, Func<DateTimeOffset, TFound?, TRow> row)
        where TFound : class
    {
        var known = found.ToDictionary(bucket);
        return [.. range.Starts.Select((start, index) => row(start, known.GetValueOrDefault(index + 1)))];
    }

    /// <summary>Reads a report in a transaction of its own.</summary>
    public static async Task<IReadOnlyList<TRow>> ReadAsync<TRow>(
        NpgsqlDataSource database, ReportRange range, Func<ReportReader, Task<IReadOnlyList<TRow>>> read, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        return await read(new(transaction, range, cancellationToken));
    }
}
