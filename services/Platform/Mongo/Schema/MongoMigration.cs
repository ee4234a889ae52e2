using MongoDB.Driver;

namespace Ecommerce.Mongo;

/// <summary>
/// A change of collections and indexes that brings them from one version to the next, once. One that is broken off is run again from its
/// start, so each step must be one that can be repeated: what is there already stays.
/// </summary>
/// <param name="Version">1, 2, 3, ...</param>
/// <param name="Name">What it makes, for who reads the log.</param>
/// <param name="ApplyAsync">Makes it.</param>
public sealed record MongoMigration(int Version, string Name, Func<IMongoDatabase, CancellationToken, Task> ApplyAsync);
