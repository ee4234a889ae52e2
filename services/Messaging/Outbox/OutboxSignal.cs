namespace Ecommerce.Messaging;

/// <summary>Wakes the relay; signals that arrive while it works are one.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim signal = new(0);

    public void Set()
    {
        if (signal.CurrentCount == 0) signal.Release();
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => signal.WaitAsync(atMost, cancellationToken);

    public void Dispose() => signal.Dispose();
}
