using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Ecommerce.SearchService.Domain.Products;
using Ecommerce.SearchService.Domain.Queries;
using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Postgres.Engine;

/// <summary>Searches with PostgreSQL: full text, trigrams, and arrays of facets.</summary>
internal sealed class PostgresEngine(
    NpgsqlDataSource database, PostgresIndexWriter writer, PostgresSearch search, PostgresVocabulary vocabulary) : ISearchEngine
{
    public string Name => "postgres";

    public Task CreateAsync(string index, CancellationToken cancellationToken)
        => RunAsync("SELECT create_index(@index)", index, cancellationToken);

    public async Task WriteAsync(
        IReadOnlyCollection<string> indexes, IReadOnlyCollection<IndexChange> changes, CancellationToken cancellationToken)
    {
        foreach (var index in indexes)
            await writer.WriteAsync(index, changes, cancellationToken);
    }

    public async Task OptimizeAsync(string index, CancellationToken cancellationToken)
    {
        await RunAsync("SELECT finish_index(@index)", index, cancellationToken);
        await RefreshStatisticsAsync(index, cancellationToken);
        await RunAsync($"ANALYZE matching_{index}", index, cancellationToken);
    }

    public Task ActivateAsync(string index, CancellationToken cancellationToken)
        => RunAsync("SELECT show_index(@index)", index, cancellationToken);

    public Task DropAsync(string index, CancellationToken cancellationToken)
        => RunAsync("SELECT drop_index(@index)", index, cancellationToken);

    public Task RefreshStatisticsAsync(string index, CancellationToken cancellationToken)
        => RunAsync("SELECT count_words(@index), count_facets(@index)", index, cancellationToken);

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

    public Task<IReadOnlyDictionary<string, WordLookUp>> LookUpAsync(
        IReadOnlyCollection<TypedWord> words, CancellationToken cancellationToken)
        => vocabulary.LookUpAsync(words, cancellationToken);

    public Task<Hits> SearchAsync(EngineQuery query, CancellationToken cancellationToken) => search.SearchAsync(query, cancellationToken);

    public Task<IReadOnlyList<string>> CompleteAsync(string prefix, int limit, CancellationToken cancellationToken)
        => vocabulary.CompleteAsync(prefix, limit, cancellationToken);

    public async IAsyncEnumerable<IndexedProduct> ListAsync(
        Guid after, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT document FROM live_shown WHERE id > @after ORDER BY id LIMIT @limit");
        command.Parameters.AddWithValue("after", after);
        command.Parameters.AddWithValue("limit", limit);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var document = await row.GetFieldValueAsync<byte[]>(0, cancellationToken);
            yield return JsonSerializer.Deserialize(document, SearchJson.Default.IndexedProduct)!;
        }
    }

    public bool IsOutage(Exception failure) => failure is NpgsqlException;

    // Without a timeout: indexes of a large catalogue take long to build.
    private async Task RunAsync(string sql, string index, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { index }, commandTimeout: 0, cancellationToken: cancellationToken));
    }
}
