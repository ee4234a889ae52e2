using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Ecommerce.SearchService.Domain.Products;
using Ecommerce.SearchService.Domain.Queries;

namespace Ecommerce.SearchService.Infrastructure.Elasticsearch;

/// <summary>
/// Searches with Elasticsearch: an index for each version, and an alias for the active one. A document's version is the product's revision
/// in the projection.
/// </summary>
internal sealed class ElasticsearchEngine(ElasticsearchClient client, IndexNames names, ElasticsearchVocabulary vocabulary) : ISearchEngine
{
    public string Name => "elasticsearch";

    // Names are unique in one database only: an existing index of this name is a leftover of a database that was deleted.
    public async Task CreateAsync(string index, CancellationToken cancellationToken)
    {
        await DropAsync(index, cancellationToken);
        await client.PutAsync($"/{names.Of(index)}", IndexDefinition.Create(), cancellationToken);
    }

    public Task WriteAsync(
        IReadOnlyCollection<string> indexes, IReadOnlyCollection<IndexChange> changes, CancellationToken cancellationToken)
        => client.BulkAsync(indexes.SelectMany(index => changes.SelectMany(change => Lines(names.Of(index), change))), cancellationToken);

    public async Task OptimizeAsync(string index, CancellationToken cancellationToken)
    {
        var settings = new JsonObject { ["index"] = new JsonObject { ["refresh_interval"] = "1s" } };
        await client.PutAsync($"/{names.Of(index)}/_settings", settings, cancellationToken);
        await client.PostAsync($"/{names.Of(index)}/_refresh", null, cancellationToken);
    }

    public Task ActivateAsync(string index, CancellationToken cancellationToken)
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
    {
        var stats = await client.GetAsync($"/{names.Of(index)}/_stats/store", cancellationToken);
        return stats["_all"]!["primaries"]!["store"]!["size_in_bytes"]!.GetValue<long>();
    }

    /// <summary>Nothing to do: Elasticsearch keeps its statistics current.</summary>
    public Task RefreshStatisticsAsync(string index, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyDictionary<string, WordLookUp>> LookUpAsync(
        IReadOnlyCollection<TypedWord> words, CancellationToken cancellationToken)
        => vocabulary.LookUpAsync(words, cancellationToken);

    public async Task<Hits> SearchAsync(EngineQuery query, CancellationToken cancellationToken)
        => SearchResponseReader.ReadHits(await SendAsync(SearchRequestBuilder.Build(query), cancellationToken), query);

    public Task<IReadOnlyList<string>> CompleteAsync(string prefix, int limit, CancellationToken cancellationToken)
        => vocabulary.CompleteAsync(prefix, limit, cancellationToken);

    public async IAsyncEnumerable<IndexedProduct> ListAsync(
        Guid after, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var response = await SendAsync(
            new()
            {
                ["size"] = limit,
                ["_source"] = IndexDefinition.Strings(["document"]),
                ["query"] = new JsonObject { ["match_all"] = new JsonObject() },
                ["sort"] = new JsonArray(new JsonObject { ["id"] = "asc" }),
                ["search_after"] = IndexDefinition.Strings([after.ToString()]),
            },
            cancellationToken);
        foreach (var product in SearchResponseReader.ReadProducts(response))
            yield return product;
    }

    public bool IsOutage(Exception failure)
        => failure is HttpRequestException or TaskCanceledException { InnerException: TimeoutException };

    private Task<JsonNode> SendAsync(JsonObject body, CancellationToken cancellationToken)
        => client.PostAsync($"/{names.Alias}/_search", body, cancellationToken);

    private static IEnumerable<JsonObject> Lines(string index, IndexChange change)
    {
        var target = new JsonObject
        {
            ["_index"] = index, ["_id"] = change.Id.ToString(), ["version"] = change.Revision, ["version_type"] = "external_gte",
        };
        if (change.Product is not { } product)
            return [new() { ["delete"] = target }];
        return [new() { ["index"] = target }, IndexDefinition.Document(product)];
    }
}
