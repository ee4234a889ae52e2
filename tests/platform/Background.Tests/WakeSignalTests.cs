namespace Ecommerce.Background.Tests;

public sealed class WakeSignalTests : IDisposable
{
    private readonly WakeSignal signal = new();

    [Fact]
    public async Task Signals_before_the_wait_count_as_one()
    {
        signal.Set();
        signal.Set();

        Assert.True(await signal.WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None));
        Assert.False(await signal.WaitAsync(TimeSpan.Zero, CancellationToken.None));
    }

    [Fact]
    public async Task Signal_during_the_wait_ends_it()
    {
        var wait = signal.WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None);
        Assert.False(wait.IsCompleted);

        signal.Set();

        Assert.True(await wait);
    }

    public void Dispose() => signal.Dispose();
}
