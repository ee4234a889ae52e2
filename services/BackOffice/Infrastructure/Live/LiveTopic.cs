using Ecommerce.BackOffice.Infrastructure.Api;
using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Live;

/// <summary>Something that several windows show, such as one order: asked for once, by one of them after the other.</summary>
internal sealed class LiveTopic
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly List<Watch> watches = [];
    private string? state;
    private int turn;

    public bool IsWatched
    {
        get
        {
            lock (gate)
                return watches.Count > 0;
        }
    }

    public Watch Add(OpenWindow window, Func<CancellationToken, Task<string>> read, Func<Task> changed)
    {
        var watch = new Watch(this, window, read, changed);
        lock (gate)
            watches.Add(watch);
        return watch;
    }

    public void Remove(Watch watch)
    {
        lock (gate)
            watches.Remove(watch);
    }

    public async Task StartAsync(Watch watch)
    {
        lock (gate)
        {
            if (state is not null)
                return;
        }

        var first = await TryReadAsync(watch, default);
        lock (gate)
            state ??= first;
    }

    /// <summary>Asks once, and tells every window where something has changed; a hidden one once it is shown again.</summary>
    public async Task PollAsync(CancellationToken cancellationToken)
    {
        if (Next() is { } asking && await TryReadAsync(asking, cancellationToken) is { } now)
            await Task.WhenAll(ToTell(now).Select(watch => watch.TellAsync()));
    }

    private Watch[] ToTell(string now)
    {
        lock (gate)
        {
            if (state != now)
                watches.ForEach(watch => watch.IsBehind = true);
            state = now;
            Watch[] behind = [.. watches.Where(watch => watch.IsBehind && watch.CanRead)];
            foreach (var watch in behind)
                watch.IsBehind = false;
            return behind;
        }
    }

    /// <summary>Whose turn it is to ask; null where nobody looks.</summary>
    private Watch? Next()
    {
        lock (gate)
        {
            var shown = watches.Where(watch => watch.CanRead).ToList();
            return shown.Count == 0 ? null : shown[turn++ % shown.Count];
        }
    }

    /// <returns>Null where it could not be read, also because the person may not any more: it is somebody else's turn then.</returns>
    private static async Task<string?> TryReadAsync(Watch watch, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            return await watch.ReadAsync(timeout.Token);
        }
        catch (Exception failure) when (failure is GatewayException or HttpRequestException or ApiException or OperationCanceledException)
        {
            return null;
        }
    }
}
