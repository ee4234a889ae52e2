namespace Ecommerce.Background.Tests;

public sealed class QuarantineTests
{
    private readonly InstantTime time = new();
    private readonly LogLines log = new();
    private readonly List<int> handled = [];

    [Fact]
    public async Task Rows_that_fail_together_are_handled_one_by_one_and_the_faulty_one_is_left_out()
    {
        var quarantine = Create();

        await quarantine.HandleAsync([1, 2, 3], HandleAsync, CancellationToken.None);

        Assert.Equal([1, 3], handled);
        Assert.Equal([2], quarantine.Ids);
        Assert.Contains(log.Lines, line => line.Text == "Sweeper could not handle row 2, which is quarantined for 00:01:00");
    }

    [Fact]
    public async Task Row_is_left_out_longer_at_each_failure_up_to_an_hour()
    {
        var quarantine = Create();
        foreach (var minutes in (int[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            Assert.False(await quarantine.TryAsync(2, token => HandleAsync([2], token), CancellationToken.None));
            time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.Equal([2], quarantine.Ids);
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.Empty(quarantine.Ids);
        }
    }

    [Fact]
    public async Task Row_that_was_handled_begins_anew()
    {
        var quarantine = Create();
        await quarantine.TryAsync(2, token => HandleAsync([2], token), CancellationToken.None);
        Assert.True(await quarantine.TryAsync(2, _ => Task.CompletedTask, CancellationToken.None));
        Assert.Empty(quarantine.Ids);
    }

    [Fact]
    public async Task Outage_is_thrown_and_blamed_on_no_row()
    {
        var quarantine = Create();
        await Assert.ThrowsAsync<TimeoutException>(() => quarantine.HandleAsync([1, 2], (_, _) => throw new TimeoutException(), default));
        await Assert.ThrowsAsync<IOException>(() => quarantine.TryAsync(1, _ => throw new IOException(), default));
        Assert.Empty(quarantine.Ids);
    }

    private Quarantine<int> Create() => new("Sweeper", time, log, failure => failure is IOException);

    private Task HandleAsync(IReadOnlyList<int> rows, CancellationToken cancellationToken)
    {
        if (rows.Contains(2))
            throw new FormatException("It cannot be read.");
        handled.AddRange(rows);
        return Task.CompletedTask;
    }
}
