namespace Ecommerce.Moving;

/// <summary>The move cannot be made as things are; nothing was written.</summary>
public sealed class MoveRefusedException(string message) : Exception(message);

/// <summary>Moves all records of a service out of one store into another. One that was broken off goes on where it was.</summary>
/// <param name="from">Where the records are. It is read, and nothing in it changes.</param>
/// <param name="to">Where they are to be: empty, or what an earlier move from the same source has left.</param>
/// <param name="tables">Of what is referred to first.</param>
/// <param name="tell">Takes a line for the operator.</param>
public sealed class ShopMove(ShopStore from, ShopStore to, IReadOnlyList<MovedTable> tables, Action<string> tell)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Copies what is not there yet, then reads both stores and compares.</summary>
    /// <returns>Whether both hold the same.</returns>
    /// <exception cref="MoveRefusedException">Somebody still writes to a store, the source is empty, or the target holds what does not come from it.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        tell($"From {from.Name} to {to.Name}");
        await WaitUntilQuietAsync(cancellationToken);
        await from.PrepareAsync(cancellationToken);
        await to.PrepareAsync(cancellationToken);
        await CopyAsync(await StartAsync(cancellationToken), cancellationToken);
        var same = await CompareAsync(cancellationToken);
        await RequireQuietAsync(cancellationToken);
        if (same)
            await to.ForgetProgressAsync(cancellationToken);
        return same;
    }

    private async Task<IReadOnlyDictionary<string, Progress>> StartAsync(CancellationToken cancellationToken)
    {
        var progress = await to.ProgressAsync(cancellationToken);
        if (progress.Count > 0)
        {
            return progress.Values.All(p => p.Source == from.Name)
                ? progress
                : throw new MoveRefusedException($"{to.Name} holds a move from {progress.Values.First().Source} that is not finished. Finish that one, or give an empty database.");
        }

        if (await FindFilledAsync(to, cancellationToken) is { } filled)
        {
            await to.ForgetProgressAsync(cancellationToken);
            throw new MoveRefusedException($"{to.Name} holds {filled} already. Give an empty database.");
        }

        return await FindFilledAsync(from, cancellationToken) is not null ? progress : throw new MoveRefusedException($"{from.Name} holds nothing.");
    }

    private async Task<string?> FindFilledAsync(ShopStore store, CancellationToken cancellationToken)
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
            tell($"{table.Name}: copied");
        }
    }

    private async Task<bool> CompareAsync(CancellationToken cancellationToken)
    {
        var same = true;
        foreach (var table in tables)
        {
            var (there, here) = (await table.SumAsync(from, cancellationToken), await table.SumAsync(to, cancellationToken));
            same &= there == here;
            tell(there == here ? $"{table.Name}: {here}, equal" : $"{table.Name}: NOT EQUAL: {there} in {from.Name}, {here} in {to.Name}");
        }

        return same;
    }

    /// <summary>Of a process that was killed the server may hear a little later.</summary>
    private async Task WaitUntilQuietAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await FindWriterAsync(cancellationToken) is not null && TimeProvider.System.GetElapsedTime(started) < Patience)
            await Task.Delay(Pause, cancellationToken);
        await RequireQuietAsync(cancellationToken);
    }

    private async Task RequireQuietAsync(CancellationToken cancellationToken)
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
