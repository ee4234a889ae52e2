using System.Linq.Expressions;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.Mongo;

/// <summary>What migrations are made of. Each leaves alone what is there already.</summary>
public static class MongoCollections
{
    /// <summary>Makes collections: a transaction that does stands in the way of others.</summary>
    public static async Task CreateAsync(this IMongoDatabase database, CancellationToken cancellationToken, params string[] names)
    {
        var there = await (await database.ListCollectionNamesAsync(cancellationToken: cancellationToken)).ToListAsync(cancellationToken);
        foreach (var name in names.Except(there, StringComparer.Ordinal))
            await database.CreateCollectionAsync(name, cancellationToken: cancellationToken);
    }

    /// <summary>Makes indexes, ascending keys in the order of <paramref name="keys"/>.</summary>
    public static Task IndexAsync<TDocument>(
        this IMongoCollection<TDocument> collection, CancellationToken cancellationToken,
        params Func<IndexKeysDefinitionBuilder<TDocument>, IndexKeysDefinition<TDocument>>[] keys)
        => collection.Indexes.CreateManyAsync(
            keys.Select(k => new CreateIndexModel<TDocument>(k(Builders<TDocument>.IndexKeys))), cancellationToken);

    /// <summary>Makes an index of which no two documents have the same key.</summary>
    /// <param name="collection">Whose.</param>
    /// <param name="keys">Its fields.</param>
    /// <param name="where">
    /// Which documents it holds; all where it is null. A query uses the index only if its own conditions imply this one: equality implies
    /// <c>$exists</c>, and not <c>$type</c>.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task IndexUniquelyAsync<TDocument>(
        this IMongoCollection<TDocument> collection, Func<IndexKeysDefinitionBuilder<TDocument>, IndexKeysDefinition<TDocument>> keys,
        FilterDefinition<TDocument>? where, CancellationToken cancellationToken)
        => collection.Indexes.CreateOneAsync(
            new CreateIndexModel<TDocument>(
                keys(Builders<TDocument>.IndexKeys), new CreateIndexOptions<TDocument> { Unique = true, PartialFilterExpression = where }),
            cancellationToken: cancellationToken);

    /// <summary>Drops an index, if it is there: what is to be made differently.</summary>
    public static async Task DropIndexAsync<TDocument>(
        this IMongoCollection<TDocument> collection, string name, CancellationToken cancellationToken)
    {
        var there = await (await collection.Indexes.ListAsync(cancellationToken)).ToListAsync(cancellationToken);
        if (there.Any(index => index["name"] == name))
            await collection.Indexes.DropOneAsync(name, cancellationToken);
    }

    /// <summary>
    /// Has the server delete documents some time after <paramref name="at"/>; one that was told another time is told the new one.
    /// </summary>
    public static async Task ExpireAsync<TDocument>(
        this IMongoCollection<TDocument> collection, Expression<Func<TDocument, object?>> at, TimeSpan after,
        CancellationToken cancellationToken)
    {
        var index = new CreateIndexModel<TDocument>(
            Builders<TDocument>.IndexKeys.Ascending(at), new CreateIndexOptions { ExpireAfter = after });
        try
        {
            await collection.Indexes.CreateOneAsync(index, cancellationToken: cancellationToken);
        }
        catch (MongoCommandException other) when (other.CodeName == "IndexOptionsConflict")
        {
            await ChangeExpiryAsync(collection, index, cancellationToken);
        }
    }

    private static async Task ChangeExpiryAsync<TDocument>(
        IMongoCollection<TDocument> collection, CreateIndexModel<TDocument> index, CancellationToken cancellationToken)
    {
        var keys = index.Keys.Render(new(collection.DocumentSerializer, collection.Settings.SerializerRegistry));
        try
        {
            await collection.Database.RunCommandAsync<BsonDocument>(
                new BsonDocument
                {
                    ["collMod"] = collection.CollectionNamespace.CollectionName,
                    ["index"] = new BsonDocument
                    {
                        ["keyPattern"] = keys, ["expireAfterSeconds"] = (long)index.Options.ExpireAfter!.Value.TotalSeconds,
                    },
                },
                cancellationToken: cancellationToken);
        }
        catch (MongoCommandException refused) when (refused.CodeName == "Unauthorized")
        {
            // Who may only read and write may make the index anew.
            await collection.DropIndexAsync(string.Join('_', keys.Select(key => $"{key.Name}_{key.Value}")), cancellationToken);
            await collection.Indexes.CreateOneAsync(index, cancellationToken: cancellationToken);
        }
    }
}
