namespace Ecommerce.Invariants.Watching;

/// <summary>Puts together what is known.</summary>
internal static class Reporting
{
    public const string Holds = "holds", Broken = "broken", Unknown = "unknown";

    private const int Shown = 10;

    public static Report Of(Casebook casebook, IReadOnlyList<ProbeRun> runs, Moment moment)
    {
        InvariantReport[] invariants = [.. Statement.All.Select(statement => Of(statement, casebook, runs))];
        var state = invariants.Any(invariant => invariant.State == Broken)
            ? "Unhealthy"
            : invariants.Any(invariant => invariant.State == Unknown) ? "Degraded" : "Healthy";
        return new(
            moment.At, state, moment.Looks, Math.Round(moment.Took.TotalMilliseconds, 1), moment.Away, moment.Silent, invariants,
            [.. casebook.Past.Select(past => new PastReport(past.Invariant, past.Text, past.Since, past.Until))]);
    }

    private static InvariantReport Of(Statement statement, Casebook casebook, IReadOnlyList<ProbeRun> runs)
    {
        string[] unknown =
        [
            .. runs.Where(run => run.Probe.Invariants.Contains(statement.Number)).Select(run => run.Failure).OfType<string>().Distinct()
        ];
        Case[] broken = [.. casebook.Violations(statement.Number)];
        Case[] inFlight = [.. casebook.InFlight(statement.Number)];
        // What was broken before a store went away is so until it is seen to be mended.
        var state = broken.Length > 0 ? Broken : unknown.Length > 0 ? Unknown : Holds;
        return new(
            statement.Number, statement.Name, statement.Says, state, state == Holds ? casebook.HoldsSince(statement.Number) : null, unknown,
            broken.Length, Oldest(broken), inFlight.Length, [.. Oldest(inFlight).Select(UnderWay)],
            [.. runs.SelectMany(run => run.Counts).Where(count => count.Invariant == statement.Number)
                .Select(count => new CountReport(count.What, count.HowMuch))]);
    }

    /// <summary>The checks speak of a shop at rest.</summary>
    private static FindingReport UnderWay(FindingReport found)
        => found with { Text = found.Text.Replace(" is stuck: ", " is under way: ", StringComparison.Ordinal) };

    private static FindingReport[] Oldest(IEnumerable<Case> cases)
        => [.. cases.OrderBy(found => found.Since).Take(Shown).Select(found => new FindingReport(found.Finding.Text, found.Since))];
}

/// <summary>A look, without what it has shown.</summary>
internal sealed record Moment(DateTimeOffset At, long Looks, TimeSpan Took, IReadOnlyList<string> Away, IReadOnlyList<string> Silent);
