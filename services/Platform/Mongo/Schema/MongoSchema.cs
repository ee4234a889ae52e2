using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Driver;

namespace Ecommerce.Mongo;

/// <summary>Runs the migrations that a database lacks, one replica at a time, and remembers each.</summary>
internal sealed class MongoSchema(MongoServiceDatabase database, TimeProvider timeProvider)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LockLength = TimeSpan.FromSeconds(15);

    private IMongoCollection<AppliedMigration> Applied => database.Database.GetCollection<AppliedMigration>("schema_migrations");

    /// <summary>Brings the schema up to date.</summary>
    /// <returns>What was applied.</returns>
    public async Task<IReadOnlyList<string>> PrepareAsync(CancellationToken cancellationToken)
    {
        await RequireTransactionsAsync(cancellationToken);
        if ((await MissingAsync(cancellationToken)).Count == 0) return [];

        await using var lease = await AcquireLeaseAsync(cancellationToken);
        var missing = await MissingAsync(cancellationToken);
        var (client, patient) = database.ConnectPatiently();
        using (client)
        {
            foreach (var (family, migration) in missing)
            {
                await migration.ApplyAsync(patient, lease.Lost);
                await Applied.InsertOneAsync(
                    AppliedMigration.Of(family, migration, timeProvider.GetUtcNow()), cancellationToken: lease.Lost);
            }
        }

        return [.. missing.Select(step => $"{step.Family}/{step.Migration.Version} ({step.Migration.Name})")];
    }

    /// <summary>The version that was applied of each family of migrations. Writes nothing.</summary>
    public async Task<IReadOnlyDictionary<string, int>> VersionsAsync(CancellationToken cancellationToken)
        => (await Applied.Find(_ => true).ToListAsync(cancellationToken))
            .GroupBy(applied => applied.Family, StringComparer.Ordinal)
            .ToDictionary(family => family.Key, family => family.Max(applied => applied.Version), StringComparer.Ordinal);

    /// <summary>The versions that this service knows.</summary>
    public IReadOnlyDictionary<string, int> KnownVersions => new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["messaging"] = MessagingMigrations.All.Count, [database.Name] = database.Migrations.Count,
    };

    private async Task<List<(string Family, MongoMigration Migration)>> MissingAsync(CancellationToken cancellationToken)
    {
        var applied = await Applied.Find(_ => true).ToListAsync(cancellationToken);
        return [.. Missing("messaging", MessagingMigrations.All), .. Missing(database.Name, database.Migrations)];

        IEnumerable<(string, MongoMigration)> Missing(string family, IReadOnlyList<MongoMigration> known)
        {
            var reached = applied.Where(a => a.Family == family).Select(a => a.Version).DefaultIfEmpty().Max();
            return reached <= known.Count
                ? known.Skip(reached).Select(migration => (family, migration))
                : throw new InvalidOperationException(
                    $"The database of ConnectionStrings:{database.Name} has version {reached} of the schema {family}, and this version of "
                        + $"the service knows {known.Count}: "
                    + "a newer one has been here. Start that one.");
        }
    }

    private async Task<MongoLease> AcquireLeaseAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await MongoLease.TryTakeAsync(database, "schema", LockLength, timeProvider, cancellationToken) is { } lease) return lease;
            await Task.Delay(Pause, timeProvider, cancellationToken);
        }
    }

    private async Task RequireTransactionsAsync(CancellationToken cancellationToken)
    {
        var hello = await database.Client.GetDatabase("admin")
            .RunCommandAsync<BsonDocument>(new BsonDocument("hello", 1), cancellationToken: cancellationToken);
        if (!hello.Contains("setName") && hello.GetValue("msg", "") != "isdbgrid")
            throw new InvalidOperationException(
                $"ConnectionStrings:{database.Name} names a single MongoDB server: transactions need a replica set, which may have one "
                    + "member.");
    }

    private sealed record AppliedMigration
    {
        /// <summary>The family and the version.</summary>
        [BsonId] public required string Id { get; init; }
        public required string Family { get; init; }
        public required int Version { get; init; }
        public required string Name { get; init; }
        public required DateTime AppliedAt { get; init; }

        public static AppliedMigration Of(string family, MongoMigration migration, DateTimeOffset now) => new()
        {
            Id = $"{family}/{migration.Version}", Family = family, Version = migration.Version, Name = migration.Name,
            AppliedAt = now.UtcDateTime,
        };
    }
}
