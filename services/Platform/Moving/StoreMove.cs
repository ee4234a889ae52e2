namespace Ecommerce.Moving;

/// <summary>The move cannot be made now; nothing was written.</summary>
public sealed class MoveRefusedException(string message) : Exception(message);

/// <summary>Moves all records of a service from one store to another. An interrupted move resumes.</summary>
/// <param name="from">The source. It is only read.</param>
/// <param name="to">The target: empty, or left by an interrupted move from the same source.</param>
/// <param name="tables">Each after those that it refers to.</param>
/// <param name="writeLine">Prints a line for the operator.</param>
public sealed class StoreMove(MoveStore from, MoveStore to, IReadOnlyList<MovedTable> tables, Action<string> writeLine)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Copies what is not copied yet, then reads both stores and compares them.</summary>
    /// <returns>Whether both are equal.</returns>
    /// <exception cref="MoveRefusedException">A store is in use, the source is empty, or the target holds other data.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        writeLine($"From {from.Name} to {to.Name}");
        await WaitUntilUnusedAsync(cancellationToken);
        await RequireSourceAsync(cancellationToken);
        var progress = await StartAsync(cancellationToken);
        await to.PrepareAsync(cancellationToken);
        await CopyAsync(progress, cancellationToken);
        var same = await CompareAsync(cancellationToken);
        await RequireUnusedAsync(cancellationToken);
        if (same)
            await to.DeleteProgressAsync(cancellationToken);
        return same;
    }

    private async Task RequireSourceAsync(CancellationToken cancellationToken)
    {
        var schema = await from.InspectAsync(cancellationToken);
        if (schema == StoreSchema.Foreign)
            throw new MoveRefusedException($"{from.Name} is not a database of this service, or one of a newer version.");
        if (schema == StoreSchema.Older)
            throw new MoveRefusedException(
                $"{from.Name} has the schema of an older version of this service. "
                + "Start this version on it, stop it, and run the move again.");
        if (schema == StoreSchema.None || await FindFilledAsync(from, cancellationToken) is null)
            throw new MoveRefusedException($"{from.Name} holds nothing.");
    }

    /// <summary>The progress of an interrupted move, or none where the target is empty.</summary>
    private async Task<IReadOnlyDictionary<string, Progress>> StartAsync(CancellationToken cancellationToken)
    {
        var schema = await to.InspectAsync(cancellationToken);
        if (schema is StoreSchema.Foreign or StoreSchema.Older)
            throw new MoveRefusedException($"{to.Name} is in use for something else. Give an empty database.");

        var progress = await to.ProgressAsync(cancellationToken);
        if (progress.Values.FirstOrDefault(p => p.Source != from.Name) is { } other)
            throw new MoveRefusedException(
                $"{to.Name} holds a move from {other.Source} that is not finished. Finish that one, or give an empty database.");
        if (progress.Count == 0 && schema == StoreSchema.Current && await FindFilledAsync(to, cancellationToken) is { } filled)
            throw new MoveRefusedException($"{to.Name} holds {filled} already. Give an empty database.");
        return progress;
    }

    private async Task<string?> FindFilledAsync(MoveStore store, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            if (await table.HasAnyAsync(store, cancellationToken))
                return table.Name;
        }

        return null;
    }

    private async Task CopyAsync(IReadOnlyDictionary<string, Progress> progress, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            var reached = progress.GetValueOrDefault(table.Name) ?? new Progress(from.Name);
            if (!reached.IsDone)
                await table.CopyAsync(from, to, reached, cancellationToken);
            writeLine($"{table.Name}: copied");
        }
    }

    private async Task<bool> CompareAsync(CancellationToken cancellationToken)
    {
        var same = true;
        foreach (var table in tables)
        {
            var (source, target) = (await table.SumAsync(from, cancellationToken), await table.SumAsync(to, cancellationToken));
            same &= source == target;
            writeLine(source == target
                ? $"{table.Name}: {target}, equal"
                : $"{table.Name}: NOT EQUAL: {source} in {from.Name}, {target} in {to.Name}");
        }

        return same;
    }

    /// <summary>The server may notice a little later that a process was killed.</summary>
    private async Task WaitUntilUnusedAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await FindWriterAsync(cancellationToken) is not null && TimeProvider.System.GetElapsedTime(started) < MaxWait)
            await Task.Delay(PollInterval, cancellationToken);
        await RequireUnusedAsync(cancellationToken);
    }

    private async Task RequireUnusedAsync(CancellationToken cancellationToken)
    {
        if (await FindWriterAsync(cancellationToken) is { } writer)
            throw new MoveRefusedException($"{writer}. Stop all replicas of the service, and whatever else is connected, first.");
    }

    private async Task<string?> FindWriterAsync(CancellationToken cancellationToken)
    {
        foreach (var store in new[] { from, to })
        {
            if (await store.FindWriterAsync(cancellationToken) is { } writer)
                return $"{store.Name} is in use by {writer}";
        }

        return null;
    }
}
