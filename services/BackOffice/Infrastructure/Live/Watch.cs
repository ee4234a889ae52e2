namespace Ecommerce.BackOffice.Infrastructure.Live;

/// <summary>A window that shows a topic, until it is disposed.</summary>
/// <param name="topic">What is watched.</param>
/// <param name="window">Which can ask while it is shown.</param>
/// <param name="read">Reads the state of the topic: any text that is another one once something has changed.</param>
/// <param name="changed">Tells the window.</param>
internal sealed class Watch(LiveTopic topic, OpenWindow window, Func<CancellationToken, Task<string>> read, Func<Task> changed)
    : IDisposable
{
    public bool CanRead => window.IsShown;

    /// <summary>Something has changed that the window does not know of. Guarded by the topic.</summary>
    public bool IsBehind { get; set; }

    public Task<string> ReadAsync(CancellationToken cancellationToken) => read(cancellationToken);

    public async Task TellAsync()
    {
        try
        {
            await changed();
        }
        catch (ObjectDisposedException)
        {
            // The window has been closed meanwhile.
        }
    }

    /// <summary>Notes the state from which changes count. What the window reads afterwards is at least as new.</summary>
    public Task StartAsync() => topic.StartAsync(this);

    public void Dispose() => topic.Remove(this);
}
