using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.Running.Dcp;
using Aspire.Hosting.Running.States;

namespace Aspire.Hosting.Running;

internal sealed record ConsoleLine(string Text, bool IsError);

/// <summary>A resource's console: what its process wrote, over all of its runs while followed, and the host's notes on it.</summary>
internal sealed class ConsoleLogs(DcpClient orchestrator, ResourceStates states)
{
    private const int Capacity = 1000;

    /// <summary>Lines that are there together come together.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ConsoleLine>> ReadAsync(
        string name, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var lines = Channel.CreateBounded<ConsoleLine>(Capacity);
        var pump = PumpAsync(name, follow, lines.Writer, reading.Token);
        try
        {
            while (await lines.Reader.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<ConsoleLine>();
                while (batch.Count < Capacity && lines.Reader.TryRead(out var line)) batch.Add(line);
                yield return batch;
            }
        }
        finally
        {
            await reading.CancelAsync();
            await pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PumpAsync(string name, bool follow, ChannelWriter<ConsoleLine> lines, CancellationToken cancellationToken)
    {
        var consoles = new List<Task>();
        var (notes, run) = (0, (string?)null);
        try
        {
            await foreach (var snapshot in SnapshotsAsync(name, follow, cancellationToken))
            {
                for (; notes < snapshot.Notes.Count; notes++) await lines.WriteAsync(LineOf(snapshot.Notes[notes]), cancellationToken);
                if (snapshot.Console is not { } console || console.Run == run) continue;
                run = console.Run;
                consoles.Add(CopyAsync(console.Kind, name, "stdout", follow, lines, cancellationToken));
                consoles.Add(CopyAsync(console.Kind, name, "stderr", follow, lines, cancellationToken));
            }

            await Task.WhenAll(consoles);
            lines.Complete();
        }
        catch (Exception e)
        {
            lines.Complete(e);
        }
    }

    private async IAsyncEnumerable<ResourceSnapshot> SnapshotsAsync(
        string name, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var subscription = states.Subscribe();
        foreach (var snapshot in subscription.Initial)
        {
            if (snapshot.Name == name) yield return snapshot;
        }

        if (!follow) yield break;
        await foreach (var snapshot in subscription.Changes.ReadAllAsync(cancellationToken))
        {
            if (snapshot.Name == name) yield return snapshot;
        }
    }

    private async Task CopyAsync(
        string kind, string name, string source, bool follow, ChannelWriter<ConsoleLine> lines, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var line in orchestrator.LogAsync(kind, name, source, follow, cancellationToken))
                await lines.WriteAsync(new ConsoleLine(line, source == "stderr"), cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The run is over and its object is gone: what it wrote went with it.
        }
    }

    private static ConsoleLine LineOf(SnapshotNote note) =>
        new($"{note.WrittenAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)} {note.Text}", note.IsError);
}
