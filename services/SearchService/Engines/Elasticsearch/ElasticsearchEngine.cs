using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Ecommerce.SearchService.Indexing;
using Ecommerce.SearchService.Queries;

namespace Ecommerce.SearchService.Engines.Elasticsearch;

/// <summary>Elasticsearch: an index per version, and an alias that says which one answers. A document's version is the ledger's revision.</summary>
internal sealed class ElasticsearchEngine(ElasticsearchClient client, IndexNames names, ElasticsearchWords words) : ISearchEngine
{
    public string Name => "elasticsearch";

    /// <summary>Names are new to the database that gives them; what is called so already is left over from a database that is no more.</summary>
    public async Task CreateAsync(string index, CancellationToken cancellationToken)
    {
        await DropAsync(index, cancellationToken);
        await client.PutAsync($"/{names.Of(index)}", IndexDefinition.Create(), cancellationToken);
    }

    public Task WriteAsync(IReadOnlyCollection<string> indexes, IReadOnlyCollection<IndexChange> changes, CancellationToken cancellationToken)
        => client.BulkAsync(indexes.SelectMany(index => changes.SelectMany(change => Lines(names.Of(index), change))), cancellationToken);

    public async Task FinishAsync(string index, CancellationToken cancellationToken)
    {
        var settings = new JsonObject { ["index"] = new JsonObject { ["refresh_interval"] = "1s" } };
        await client.PutAsync($"/{names.Of(index)}/_settings", settings, cancellationToken);
        await client.PostAsync($"/{names.Of(index)}/_refresh", null, cancellationToken);
    }

    public Task ShowAsync(string index, CancellationToken cancellationToken)
        => client.PostAsync(
            "/_aliases",
            new()
            {
                ["actions"] = new JsonArray(
                    new JsonObject
                    {
                        ["remove"] = new JsonObject { ["index"] = names.Of("*"), ["alias"] = names.Alias, ["must_exist"] = false },
                    },
                    new JsonObject { ["add"] = new JsonObject { ["index"] = names.Of(index), ["alias"] = names.Alias } }),
            },
            cancellationToken);

    public Task DropAsync(string index, CancellationToken cancellationToken)
        => client.DeleteAsync($"/{names.Of(index)}?ignore_unavailable=true", cancellationToken);

    public async Task<long> SizeAsync(string index, CancellationToken cancellationToken)
        => (await client.GetAsync($"/{names.Of(index)}/_stats/store", cancellationToken))["_all"]!["primaries"]!["store"]!["size_in_bytes"]!
            .GetValue<long>();

    /// <summary>Its own statistics are never old.</summary>
    public Task CountAsync(string index, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyDictionary<string, WordLookUp>> LookUpAsync(IReadOnlyCollection<TypedWord> typed, CancellationToken cancellationToken)
        => words.LookUpAsync(typed, cancellationToken);

    public async Task<Hits> SearchAsync(EngineQuery query, CancellationToken cancellationToken)
        => ElasticsearchAnswers.Hits(await AskAsync(SearchBody.Write(query), cancellationToken), query);

    public Task<IReadOnlyList<string>> CompleteAsync(string beginning, int limit, CancellationToken cancellationToken)
        => words.CompleteAsync(beginning, limit, cancellationToken);

    public async IAsyncEnumerable<IndexedProduct> AllAsync(Guid after, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answer = await AskAsync(
            new()
            {
                ["size"] = limit,
                ["_source"] = IndexDefinition.Strings(["document"]),
                ["query"] = new JsonObject { ["match_all"] = new JsonObject() },
                ["sort"] = new JsonArray(new JsonObject { ["id"] = "asc" }),
                ["search_after"] = IndexDefinition.Strings([after.ToString()]),
            },
            cancellationToken);
        foreach (var product in ElasticsearchAnswers.Products(answer))
            yield return product;
    }

    public bool IsOutage(Exception failure) => failure is HttpRequestException or TaskCanceledException { InnerException: TimeoutException };

    private Task<JsonNode> AskAsync(JsonObject body, CancellationToken cancellationToken)
        => client.PostAsync($"/{names.Alias}/_search", body, cancellationToken);

    private static IEnumerable<JsonObject> Lines(string index, IndexChange change)
    {
        var target = new JsonObject { ["_index"] = index, ["_id"] = change.Id.ToString(), ["version"] = change.Revision, ["version_type"] = "external_gte" };
        if (change.Product is not { } product)
            return [new() { ["delete"] = target }];
        return [new() { ["index"] = target }, IndexDefinition.Document(product)];
    }
}
