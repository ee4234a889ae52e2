using Ecommerce.Invariants;
using Ecommerce.Invariants.Stores;
using Ecommerce.Invariants.Watching;

namespace Ecommerce.Demo.Tests;

/// <summary>What is under way is no violation, and what stays so for too long is one.</summary>
public sealed class CasebookTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Casebook casebook = new(TimeProvider.System);
    private readonly IProbe probe = new Blind();

    [Fact]
    public void Finding_is_pending_until_its_grace_period_ends()
    {
        Find("order 1 is Placed");
        casebook.Elapse(Patience / 2);
        Find("order 1 is StockReserved");

        Assert.NotNull(casebook.HoldsSince(Statement.Rest));
        Assert.Single(casebook.InFlight(Statement.Rest));

        casebook.Elapse(Patience / 2);

        Assert.Null(casebook.HoldsSince(Statement.Rest));
        Assert.Equal("order 1 is StockReserved", Assert.Single(casebook.Violations(Statement.Rest)).Finding.Text);
    }

    [Fact]
    public void Outage_does_not_count_towards_the_grace_period()
    {
        Find("order 1 is Placed");

        Assert.Empty(casebook.Violations(Statement.Rest));
    }

    [Fact]
    public void Finding_that_resolves_in_time_is_no_violation()
    {
        Find("order 1 is Placed");
        casebook.Write(probe, new Look([]));

        Assert.Empty(casebook.InFlight(Statement.Rest));
        Assert.Empty(casebook.Past);
    }

    [Fact]
    public void Resolved_violation_is_kept_as_history()
    {
        var before = casebook.HoldsSince(Statement.Rest);
        Find("order 1 is lost", TimeSpan.Zero);
        Assert.Null(casebook.HoldsSince(Statement.Rest));

        casebook.Write(probe, new Look([]));

        Assert.Equal("order 1 is lost", Assert.Single(casebook.Past).Text);
        Assert.True(casebook.HoldsSince(Statement.Rest) >= before);
    }

    [Fact]
    public void Unchecked_finding_stays_unchanged()
    {
        Find("order 1 is lost", TimeSpan.Zero);

        casebook.Write(probe, new Look([], subject => subject != "1"));

        Assert.Single(casebook.Violations(Statement.Rest));
    }

    private void Find(string text, TimeSpan? patience = null)
        => casebook.Write(probe, new Look([new(Statement.Rest, "1", text, patience ?? Patience)]));

    private sealed class Blind : IProbe
    {
        public IReadOnlyList<int> Invariants => [];

        public IReadOnlyList<IStore> Stores => [];

        public Task<Look> LookAsync() => Task.FromResult(new Look([]));
    }
}
