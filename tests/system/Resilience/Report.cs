using Ecommerce.Checker;
using Ecommerce.Load;
using Ecommerce.Resilience.Faults;

namespace Ecommerce.Resilience;

/// <summary>What a run has shown.</summary>
/// <param name="Expected">What its clients know.</param>
/// <param name="Verdicts">The ten.</param>
/// <param name="Table">What was counted.</param>
/// <param name="Moving">What had not come to rest when patience was over.</param>
internal sealed record Report(Expectations Expected, IReadOnlyList<Verdict> Verdicts, RunTable Table, IReadOnlyList<string> Moving)
{
    private const int Shown = 20;

    public bool Holds => Moving.Count == 0 && Verdicts.All(verdict => verdict.Holds);

    public override string ToString()
        => string.Join('\n', [Table.ToString(), "", .. Verdicts, .. Moving.Take(Shown).Select(what => $"NOT AT REST: {what}")]);
}

/// <summary>What happened in a run, and what was counted after it.</summary>
internal sealed record RunTable(
    EndState State, Expectations Expected, CallLedger Ledger, IReadOnlyList<Fault> Faults, TimeSpan Lasted, TimeSpan TimeToRest)
{
    private const int Width = 26;

    public override string ToString() => string.Join('\n', Lines.Select(line => $"{line.What,-Width} {line.HowMuch}"));

    private static string Times(IGrouping<string, Fault> faults)
        => faults.Count() == 1 ? faults.Key : $"{faults.Key} x{faults.Count()}";

    private IEnumerable<(string What, string HowMuch)> Lines =>
    [
        ("load", $"{Lasted.TotalSeconds:0} s"),
        ("faults", $"{Faults.Count}: {string.Join(", ", Faults.GroupBy(fault => fault.Name).Select(Times))}"),
        ("calls", Outcomes(null)),
        .. Ledger.Kinds.Select(kind => ($"  {kind}", Outcomes(kind))),
        ("time to rest", $"{TimeToRest.TotalSeconds:0.0} s"),
        .. Count.Of(State, Expected),
    ];

    private string Outcomes(string? kind)
        => $"{Ledger.Count(Outcome.Ok, kind)} ok, {Ledger.Count(Outcome.Failed, kind)} failed, "
            + $"{Ledger.Count(Outcome.Indeterminate, kind)} indeterminate"
            + (kind is null ? "" : $", p95 of ok {Ledger.Latencies(kind).Quantile(0.95).TotalMilliseconds:0} ms");
}
