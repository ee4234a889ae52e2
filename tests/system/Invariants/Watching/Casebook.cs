namespace Ecommerce.Invariants.Watching;

/// <summary>What was found, since when, and what of it was put right. Bounded, whatever is found.</summary>
internal sealed class Casebook(TimeProvider timeProvider)
{
    private const int MaxOpen = 20_000;
    private const int MaxClosed = 50;

    private readonly Dictionary<(IProbe Probe, int Invariant, string Subject), Case> open = [];
    private readonly Queue<PastViolation> past = [];
    private readonly Dictionary<int, DateTimeOffset> heldSince = [];

    /// <summary>Time in which nothing stood in the way of putting things right.</summary>
    public TimeSpan Quiet { get; private set; }

    /// <summary>Violations that are over, the latest first.</summary>
    public IReadOnlyList<PastViolation> Past => [.. past.Reverse()];

    public void Elapse(TimeSpan undisturbed) => Quiet += undisturbed;

    /// <summary>Since when an invariant holds; null: it does not.</summary>
    public DateTimeOffset? HoldsSince(int invariant)
        => Violations(invariant).Any()
            ? null
            : heldSince.TryGetValue(invariant, out var since) ? since : heldSince[invariant] = timeProvider.GetUtcNow();

    public IEnumerable<Case> Violations(int invariant) => Of(invariant).Where(IsViolation);

    /// <summary>Findings that may still come right.</summary>
    public IEnumerable<Case> InFlight(int invariant) => Of(invariant).Where(found => !IsViolation(found));

    public void Write(IProbe probe, Look look)
    {
        var found = look.Findings.ToDictionary(finding => (probe, finding.Invariant, finding.Subject));
        foreach (var key in open.Keys.Where(
            key => key.Probe == probe && !found.ContainsKey(key) && look.Covers?.Invoke(key.Subject) != false)
            .ToList())
            Close(key);
        foreach (var (key, finding) in found)
        {
            if (open.TryGetValue(key, out var known))
                open[key] = known with { Finding = finding };
            else if (open.Count < MaxOpen)
                open[key] = new(finding, timeProvider.GetUtcNow(), Quiet);
        }
    }

    public void Forget()
    {
        open.Clear();
        past.Clear();
        heldSince.Clear();
    }

    private bool IsViolation(Case found) => Quiet - found.QuietAt >= found.Finding.Patience;

    private IEnumerable<Case> Of(int invariant) => open.Values.Where(found => found.Finding.Invariant == invariant);

    private void Close((IProbe Probe, int Invariant, string Subject) key)
    {
        if (!open.Remove(key, out var closed) || !IsViolation(closed)) return;
        past.Enqueue(new(key.Invariant, closed.Finding.Text, closed.Since, timeProvider.GetUtcNow()));
        if (past.Count > MaxClosed) past.Dequeue();
        heldSince[key.Invariant] = timeProvider.GetUtcNow();
    }
}

/// <param name="Since">It was first seen then.</param>
/// <param name="QuietAt">The quiet time that had passed then.</param>
internal sealed record Case(Finding Finding, DateTimeOffset Since, TimeSpan QuietAt);

internal sealed record PastViolation(int Invariant, string Text, DateTimeOffset Since, DateTimeOffset Until);
