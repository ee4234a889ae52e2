namespace Ecommerce.Moving;

/// <summary>How far a table has been copied.</summary>
/// <param name="Source">Where from, see <see cref="ShopStore.Name"/>.</param>
/// <param name="Cursor">Behind which record of the source it goes on; null: from the first one.</param>
/// <param name="IsDone">There is no other record.</param>
public sealed record Progress(string Source, string? Cursor = null, bool IsDone = false);

/// <summary>A database that records are moved out of, or into.</summary>
public abstract class ShopStore : IAsyncDisposable
{
    /// <summary>Server and database, without who signs in and with what.</summary>
    public abstract string Name { get; }

    /// <summary>Brings its schema up to date.</summary>
    public abstract Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Who else may write to it right now; null: nobody.</summary>
    public abstract Task<string?> FindWriterAsync(CancellationToken cancellationToken);

    /// <summary>What a move into this database has done so far, by table; empty: there is none.</summary>
    public abstract Task<IReadOnlyDictionary<string, Progress>> ProgressAsync(CancellationToken cancellationToken);

    /// <summary>The move is over.</summary>
    public abstract Task ForgetProgressAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
