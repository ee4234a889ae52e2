using Xunit;

namespace Ecommerce.Testing;

/// <summary>A real server on a port of its own, with data of its own, that a test may stop and start again. A fixture for xunit.</summary>
/// <param name="name">As people call it.</param>
public abstract class EmbeddedServer(string name) : IAsyncLifetime, IStoppable
{
    private ChildProcess? process;

    /// <inheritdoc/>
    public string Name => name;

    /// <summary>Where it listens on 127.0.0.1; the same after a restart.</summary>
    public int Port { get; } = Ports.Free();

    /// <summary>What it has written since its last start.</summary>
    public string Output => process?.Output ?? "";

    /// <inheritdoc/>
    public virtual ValueTask InitializeAsync() => new(StartAsync());

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>Starts it and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message has its output.</exception>
    public async Task StartAsync()
    {
        process = await LaunchAsync();
        await Eventually.Async(
            async () => process.HasExited
                ? throw new InvalidOperationException($"{name} did not start:\n{process.Output}")
                : await AnswersAsync(),
            $"{name} answers on port {Port}",
            TimeSpan.FromMinutes(1));
        // Whoever answered may be another, in whose way it was.
        if (process.HasExited)
            throw new InvalidOperationException($"{name} did not start:\n{process.Output}");
    }

    /// <summary>Ends it at once, as a crash would, and waits until its port is closed.</summary>
    public async Task StopAsync()
    {
        if (process is null) return;
        await process.DisposeAsync();
        await Eventually.Async(async () => !await Ports.IsOpenAsync(Port), $"{name} is gone");
    }

    private protected abstract Task<ChildProcess> LaunchAsync();

    private protected virtual Task<bool> AnswersAsync() => Ports.IsOpenAsync(Port);
}
