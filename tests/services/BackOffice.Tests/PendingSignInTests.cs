using Ecommerce.BackOffice.Infrastructure.Sessions;

namespace Ecommerce.BackOffice.Tests;

public sealed class PendingSignInTests : IDisposable
{
    private readonly ManualTimers clock = new();
    private readonly PendingSignIns pending;

    public PendingSignInTests() => pending = new(clock);

    public void Dispose() => pending.Dispose();

    [Fact]
    public void Password_is_let_go_when_its_time_is_over_without_another_sign_in()
    {
        var early = pending.Add("ada@shop.example", "a good password");
        clock.Advance(PendingSignIns.Lifetime / 2);
        var late = pending.Add("grace@shop.example", "a good password");
        Assert.Equal(2, pending.Count);

        clock.Advance(PendingSignIns.Lifetime / 2);
        Assert.Equal(1, pending.Count);
        Assert.Null(pending.Find(early));
        Assert.NotNull(pending.Find(late));

        clock.Advance(PendingSignIns.Lifetime / 2);
        Assert.Equal(0, pending.Count);
    }

    [Fact]
    public void Password_is_let_go_with_the_sign_in_and_by_the_next_one_of_the_same_person()
    {
        var first = pending.Add("ada@shop.example", "a good password");
        var second = pending.Add("ada@shop.example", "another password");
        Assert.Null(pending.Find(first));
        Assert.Equal("another password", pending.Find(second)!.Password);

        pending.End(second);

        Assert.Equal((0, 0), (pending.Count, clock.Timers));
    }

    /// <summary>A clock whose timers fire when a test lets the time pass.</summary>
    private sealed class ManualTimers : TimeProvider
    {
        private readonly List<Timer> timers = [];
        private TimeSpan now;

        public int Timers => timers.Count;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Timer(this, now + dueTime, () => callback(state));
            timers.Add(timer);
            return timer;
        }

        public void Advance(TimeSpan time)
        {
            now += time;
            foreach (var timer in timers.Where(timer => timer.Due <= now).ToList())
                timer.Fire();
        }

        private sealed class Timer(ManualTimers clock, TimeSpan due, Action fire) : ITimer
        {
            public TimeSpan Due => due;

            public Action Fire => fire;

            public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

            public void Dispose() => clock.timers.Remove(this);

            public ValueTask DisposeAsync() => throw new NotSupportedException();
        }
    }
}
