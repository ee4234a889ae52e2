using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Ecommerce.Moving;

/// <summary>How MongoDB keeps records of one kind.</summary>
/// <param name="Collection">Its name.</param>
/// <param name="Read">Of a document; null: it holds no record, but was made to be locked.</param>
/// <param name="Write">The document of a record.</param>
public sealed record MongoTable<TRecord>(string Collection, Func<BsonDocument, TRecord?> Read, Func<TRecord, BsonDocument> Write)
    where TRecord : class;

/// <inheritdoc cref="MongoTable{TRecord}"/>
public static class MongoTable
{
    /// <summary>By the documents that the service itself works with.</summary>
    public static MongoTable<TRecord> Of<TRecord, TDocument>(
        string collection, Func<TDocument, TRecord?> read, Func<TRecord, TDocument> write)
        where TRecord : class
        => new(collection, document => read(BsonSerializer.Deserialize<TDocument>(document)), record => write(record).ToBsonDocument());
}
