using System.Globalization;
using Dapper;
using MongoDB.Bson;
using MongoDB.Driver;
using Npgsql;

namespace Ecommerce.ReviewService.Tests;

/// <summary>Asks the database itself, in the words of PostgreSQL's tables and columns.</summary>
internal interface IReviewOracle : IAsyncDisposable
{
    /// <summary>How many rows have these values.</summary>
    Task<long> CountAsync(string table, params (string Column, object? Value)[] where);

    /// <summary>The data of the events of a type and a key: JSON.</summary>
    Task<IReadOnlyList<string>> EventsAsync(string type, string key);

    /// <summary>Tries to write another review of the product and by the author of one that is there.</summary>
    /// <returns>The result of the query.</returns>
    Task<string> WriteAnotherAsync(Guid product);
}

internal sealed class PostgresReviewOracle(string connectionString) : IReviewOracle
{
    private readonly NpgsqlDataSource database = NpgsqlDataSource.Create(connectionString);

    public async Task<long> CountAsync(string table, params (string Column, object? Value)[] where)
    {
        var conditions = where.Select(
            condition => condition.Value is null ? $"{condition.Column} IS NULL" : $"{condition.Column} = @{condition.Column}");
        var values = new DynamicParameters(
            where.Where(condition => condition.Value is not null)
                .ToDictionary(condition => condition.Column, condition => condition.Value));
        await using var connection = await database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(
            $"SELECT count(*) FROM {table} WHERE {string.Join(" AND ", conditions.Append("true"))}", values);
    }

    public async Task<IReadOnlyList<string>> EventsAsync(string type, string key)
    {
        await using var connection = await database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<string>(
            "SELECT data::text FROM outbox WHERE type = @type AND key = @key", new { type, key })];
    }

    public async Task<string> WriteAnotherAsync(Guid product)
    {
        await using var connection = await database.OpenConnectionAsync();
        return (await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(
            """
            insert into reviews select gen_random_uuid(), product_id, author_id, null, 1, '', 'x', 'pending', null, false, 0, 0, 0, 1,
            now(), now()
            from reviews where product_id = @product
            """,
            new { product }))).MessageText;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}

internal sealed class MongoReviewOracle(string connectionString) : IReviewOracle
{
    private readonly MongoClient client = new(connectionString);

    private IMongoDatabase Database => client.GetDatabase(new MongoUrl(connectionString).DatabaseName);

    public Task<long> CountAsync(string table, params (string Column, object? Value)[] where)
    {
        // People have a document before they are erased, too.
        var (collection, filter) = table == "erased_users"
            ? (
                "people",
                new BsonDocument { ["_id"] = ToBson(where.Single().Value), ["erasedAt"] = new BsonDocument("$ne", BsonNull.Value) })
            : (table, new BsonDocument(where.Select(condition => new BsonElement(NameOf(condition.Column), ToBson(condition.Value)))));
        return Database.GetCollection<BsonDocument>(collection).CountDocumentsAsync(filter);
    }

    public async Task<IReadOnlyList<string>> EventsAsync(string type, string key)
    {
        var found = await Database.GetCollection<BsonDocument>("outbox").Find(new BsonDocument { ["type"] = type, ["key"] = key })
            .ToListAsync();
        return [.. found.Select(document => document["data"].AsString)];
    }

    public async Task<string> WriteAnotherAsync(Guid product)
    {
        var reviews = Database.GetCollection<BsonDocument>("reviews");
        var another = await reviews.Find(new BsonDocument("productId", ToBson(product))).FirstAsync();
        another["_id"] = ToBson(Guid.CreateVersion7());
        return (await Assert.ThrowsAsync<MongoWriteException>(() => reviews.InsertOneAsync(another))).Message;
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string NameOf(string column)
    {
        var pascal = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(column.Replace('_', ' ')).Replace(" ", "", StringComparison.Ordinal);
        return column == "id" ? "_id" : char.ToLowerInvariant(pascal[0]) + pascal[1..];
    }

    private static BsonValue ToBson(object? value)
        => value is Guid id ? new BsonBinaryData(id, GuidRepresentation.Standard) : BsonValue.Create(value);
}
