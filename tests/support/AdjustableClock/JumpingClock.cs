using System.Globalization;

namespace Ecommerce.AdjustableClock;

/// <summary>
/// The system's time plus as many seconds as a file says at the moment. Timers and stopwatches go on as ever: only the clock is wrong.
/// </summary>
internal sealed class JumpingClock : TimeProvider
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly string file;
    private readonly ITimer timer;
    private long offset;

    public JumpingClock(string file)
    {
        this.file = file;
        timer = System.CreateTimer(_ => Read(), null, TimeSpan.Zero, Look);
    }

    public override DateTimeOffset GetUtcNow()
    {
        GC.KeepAlive(timer);
        return base.GetUtcNow().AddTicks(Interlocked.Read(ref offset));
    }

    private void Read()
    {
        // A file that is just being written is read at the next look.
        if (double.TryParse(File.Exists(file) ? File.ReadAllText(file) : "0", CultureInfo.InvariantCulture, out var seconds))
            Interlocked.Exchange(ref offset, TimeSpan.FromSeconds(seconds).Ticks);
    }
}
