using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ecommerce.Moving;

/// <summary>Records of one kind, in whichever store they are.</summary>
/// <param name="Name">For operators.</param>
public abstract record MovedTable(string Name)
{
    /// <summary>Whether a store holds any of them.</summary>
    public abstract Task<bool> HasAnyAsync(MoveStore store, CancellationToken cancellationToken);

    /// <summary>
    /// Copies what <paramref name="progress"/> leaves to be copied, and remembers after each batch, in its transaction, how far that is.
    /// </summary>
    public abstract Task CopyAsync(MoveStore from, MoveStore to, Progress progress, CancellationToken cancellationToken);

    /// <summary>Reads all of them.</summary>
    public abstract Task<Checksum> SumAsync(MoveStore store, CancellationToken cancellationToken);
}

/// <inheritdoc/>
/// <typeparam name="TRecord">What both stores keep, as the service itself knows it.</typeparam>
/// <param name="Name">For operators.</param>
/// <param name="Json">Writes a record for the checksum, and for PostgreSQL.</param>
/// <param name="Postgres">How PostgreSQL keeps it.</param>
/// <param name="Mongo">How MongoDB keeps it.</param>
public sealed record MovedTable<TRecord>(string Name, JsonTypeInfo<TRecord> Json, PostgresTable Postgres, MongoTable<TRecord> Mongo)
    : MovedTable(Name)
    where TRecord : class
{
    private const int BatchRecords = 500;
    private const int BatchBytes = 4 * 1024 * 1024;

    /// <summary>Which records are moved.</summary>
    public Func<TRecord, bool> Moves { get; init; } = _ => true;

    /// <inheritdoc/>
    public override async Task<bool> HasAnyAsync(MoveStore store, CancellationToken cancellationToken)
    {
        await foreach (var _ in ReadAsync(store, null, cancellationToken))
            return true;
        return false;
    }

    /// <inheritdoc/>
    public override async Task CopyAsync(MoveStore from, MoveStore to, Progress progress, CancellationToken cancellationToken)
    {
        var batch = new List<(TRecord Record, byte[] Json)>();
        var bytes = 0L;
        await foreach (var (cursor, record) in ReadAsync(from, progress.Cursor, cancellationToken))
        {
            batch.Add((record, JsonSerializer.SerializeToUtf8Bytes(record, Json)));
            bytes += batch[^1].Json.Length;
            if (Postgres.IsOneStatement || (batch.Count < BatchRecords && bytes < BatchBytes))
                continue;

            progress = await WriteAsync(progress with { Cursor = cursor });
        }

        await WriteAsync(progress with { IsDone = true });

        async Task<Progress> WriteAsync(Progress reached)
        {
            await (to switch
            {
                PostgresMoveStore target
                    => target.InsertAsync(
                    Name, Postgres, batch.ConvertAll(r => r.Json), progress, reached, cancellationToken),
                MongoMoveStore target
                    => target.InsertAsync(Name, Mongo, batch.ConvertAll(r => r.Record), progress, reached, cancellationToken),
                _ => throw new ArgumentException("No such store.", nameof(to)),
            });
            batch.Clear();
            bytes = 0;
            return reached;
        }
    }

    /// <inheritdoc/>
    public override async Task<Checksum> SumAsync(MoveStore store, CancellationToken cancellationToken)
    {
        var sum = default(Checksum);
        await foreach (var (_, record) in ReadAsync(store, null, cancellationToken))
            sum = sum.With(JsonSerializer.SerializeToNode(record, Json)!);
        return sum;
    }

    private async IAsyncEnumerable<(string Cursor, TRecord Record)> ReadAsync(
        MoveStore store, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var read in ReadAllAsync(store, after, cancellationToken))
        {
            if (Moves(read.Record))
                yield return read;
        }
    }

    /// <summary>Records behind a cursor, each with its own.</summary>
    private async IAsyncEnumerable<(string Cursor, TRecord Record)> ReadAllAsync(
        MoveStore store, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (store is MongoMoveStore shop)
        {
            await foreach (var read in shop.ReadAsync(Mongo, after, cancellationToken))
                yield return read;
            yield break;
        }

        await foreach (var (cursor, record) in ((PostgresMoveStore)store).ReadAsync(Postgres, after, cancellationToken))
            yield return (cursor, JsonSerializer.Deserialize(record, Json)!);
    }
}
