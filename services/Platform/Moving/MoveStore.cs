namespace Ecommerce.Moving;

/// <summary>How far a table has been copied.</summary>
/// <param name="Source">The source, see <see cref="MoveStore.Name"/>.</param>
/// <param name="Cursor">The last record that was copied; null: none.</param>
/// <param name="IsDone">All records were copied.</param>
public sealed record Progress(string Source, string? Cursor = null, bool IsDone = false);

/// <summary>A database that records are moved from or to.</summary>
public abstract class MoveStore : IAsyncDisposable
{
    /// <summary>Server and database, without credentials.</summary>
    public abstract string Name { get; }

    /// <summary>What it holds. Writes nothing.</summary>
    public abstract Task<StoreSchema> InspectAsync(CancellationToken cancellationToken);

    /// <summary>Makes it the target of a move: applies the migrations, and makes room for the progress.</summary>
    public abstract Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Another session that may write to it now; null: none.</summary>
    public abstract Task<string?> FindWriterAsync(CancellationToken cancellationToken);

    /// <summary>The progress of a move into this database by table; empty: there is none. Writes nothing.</summary>
    public abstract Task<IReadOnlyDictionary<string, Progress>> ProgressAsync(CancellationToken cancellationToken);

    /// <summary>Deletes the progress of a move that is complete.</summary>
    public abstract Task DeleteProgressAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
