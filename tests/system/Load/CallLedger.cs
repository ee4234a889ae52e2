using System.Collections.Concurrent;
using System.Net;

namespace Ecommerce.Load;

/// <summary>What a client knows about a call once it is over.</summary>
public enum Outcome
{
    /// <summary>It was done: 2xx.</summary>
    Ok,

    /// <summary>It was refused and nothing was done: 3xx or 4xx.</summary>
    Failed,

    /// <summary>It may have been done or not: no answer, or 5xx.</summary>
    Indeterminate,
}

/// <summary>A call as its client saw it.</summary>
/// <param name="Kind">Calls of one kind are counted together, <c>checkout</c> for example.</param>
/// <param name="Status">Of the answer; null where none came.</param>
/// <param name="Latency">From the moment at which it should have started.</param>
public sealed record Call(string Kind, HttpStatusCode? Status, TimeSpan Latency)
{
    /// <summary>What its client knows.</summary>
    public Outcome Outcome => Status switch
    {
        null or >= HttpStatusCode.InternalServerError => Outcome.Indeterminate,
        >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous => Outcome.Ok,
        _ => Outcome.Failed,
    };
}

/// <summary>All calls of a load, written down by whoever made them.</summary>
public sealed class CallLedger
{
    private readonly ConcurrentQueue<Call> calls = [];

    /// <summary>In the order in which they ended.</summary>
    public IReadOnlyCollection<Call> Calls => calls;

    /// <summary>The kinds that were made, in alphabetical order.</summary>
    public IReadOnlyList<string> Kinds => [.. calls.Select(call => call.Kind).Distinct().Order(StringComparer.Ordinal)];

    public void Add(Call call) => calls.Enqueue(call);

    /// <summary>How many calls ended so; of every kind where none is named.</summary>
    public int Count(Outcome outcome, string? kind = null)
        => calls.Count(call => call.Outcome == outcome && (kind is null || call.Kind == kind));

    /// <summary>Latencies of the calls of a kind that ended so.</summary>
    public Latencies Latencies(string kind, Outcome outcome = Outcome.Ok)
        => new(calls.Where(call => call.Kind == kind && call.Outcome == outcome).Select(call => call.Latency));
}
