using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Ecommerce.SearchService.Indexing;
using Ecommerce.SearchService.Queries;
using Npgsql;

namespace Ecommerce.SearchService.Engines.Postgres;

/// <summary>Full text, trigrams and arrays of PostgreSQL.</summary>
internal sealed class PostgresEngine(NpgsqlDataSource database, PostgresIndexWriter writer, PostgresSearch search, PostgresWords words) : ISearchEngine
{
    public string Name => "postgres";

    public Task CreateAsync(string index, CancellationToken cancellationToken) => RunAsync("SELECT create_index(@index)", index, cancellationToken);

    public async Task WriteAsync(IReadOnlyCollection<string> indexes, IReadOnlyCollection<IndexChange> changes, CancellationToken cancellationToken)
    {
        foreach (var index in indexes)
            await writer.WriteAsync(index, changes, cancellationToken);
    }

    public async Task FinishAsync(string index, CancellationToken cancellationToken)
    {
        await RunAsync("SELECT finish_index(@index)", index, cancellationToken);
        await CountAsync(index, cancellationToken);
        await RunAsync($"ANALYZE matching_{index}", index, cancellationToken);
    }

    public Task ShowAsync(string index, CancellationToken cancellationToken) => RunAsync("SELECT show_index(@index)", index, cancellationToken);

    public Task DropAsync(string index, CancellationToken cancellationToken) => RunAsync("SELECT drop_index(@index)", index, cancellationToken);

    public Task CountAsync(string index, CancellationToken cancellationToken) => RunAsync("SELECT count_words(@index), count_facets(@index)", index, cancellationToken);

    public async Task<long> SizeAsync(string index, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            SELECT coalesce(sum(pg_total_relation_size(to_regclass(part || @index))), 0)::bigint
            FROM unnest(ARRAY['matching_', 'shown_', 'spoken_', 'words_']) AS part
            """,
            new { index }, cancellationToken: cancellationToken));
    }

    public Task<IReadOnlyDictionary<string, WordLookUp>> LookUpAsync(IReadOnlyCollection<TypedWord> typed, CancellationToken cancellationToken)
        => words.LookUpAsync(typed, cancellationToken);

    public Task<Hits> SearchAsync(EngineQuery query, CancellationToken cancellationToken) => search.RunAsync(query, cancellationToken);

    public Task<IReadOnlyList<string>> CompleteAsync(string beginning, int limit, CancellationToken cancellationToken)
        => words.CompleteAsync(beginning, limit, cancellationToken);

    public async IAsyncEnumerable<IndexedProduct> AllAsync(Guid after, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT document FROM live_shown WHERE id > @after ORDER BY id LIMIT @limit");
        command.Parameters.AddWithValue("after", after);
        command.Parameters.AddWithValue("limit", limit);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            yield return JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(0), SearchJson.Default.IndexedProduct)!;
    }

    public bool IsOutage(Exception failure) => failure is NpgsqlException;

    // Indexes of a large catalogue take their time.
    private async Task RunAsync(string sql, string index, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { index }, commandTimeout: 0, cancellationToken: cancellationToken));
    }
}
