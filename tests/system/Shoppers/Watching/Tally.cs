using Ecommerce.Load;

namespace Ecommerce.Shoppers.Watching;

/// <summary>Counts what happens, for the page and for telemetry. Bounded, however long it runs.</summary>
internal sealed class Tally(ShopperMetrics metrics, TimeProvider timeProvider)
{
    private readonly Lock door = new();
    private readonly Dictionary<string, long> decided = [];
    private readonly RecentLatencies accepted = new();
    private readonly RecentLatencies confirmed = new();
    private readonly RecentErrors errors = new(timeProvider);
    private long started, finished, failed, turnedAway, orders;

    public int UnderWay { get; set; }

    public void Start(string journey)
    {
        lock (door) started++;
        metrics.Started.Add(1, new KeyValuePair<string, object?>("journey", journey));
    }

    public void End(string journey, bool went)
    {
        lock (door) _ = went ? finished++ : failed++;
        metrics.Ended.Add(1, new("journey", journey), new("outcome", went ? "finished" : "failed"));
    }

    public void TurnAway()
    {
        lock (door) turnedAway++;
        metrics.Ended.Add(1, new("journey", "any"), new("outcome", "turned away"));
    }

    public void Add(Call call)
    {
        if (call.Outcome is not Outcome.Ok)
            lock (door) errors.Add($"{call.Kind}: {(call.Status is { } status ? $"{(int)status}" : "no answer")}");
        metrics.Calls.Add(1, new("call", call.Kind), new("outcome", call.Outcome.ToString().ToLowerInvariant()));
    }

    /// <summary>An order was accepted, so long after its checkout was first tried.</summary>
    public void Accept(TimeSpan after)
    {
        lock (door)
        {
            orders++;
            accepted.Add(after);
        }

        metrics.Accepted.Record(after.TotalSeconds);
    }

    /// <summary>The shop has decided about an order, so long after it was accepted.</summary>
    public void Decide(string status, TimeSpan after)
    {
        lock (door)
        {
            decided[status] = decided.GetValueOrDefault(status) + 1;
            if (status == "Confirmed") confirmed.Add(after);
        }

        metrics.Decided.Add(1, new KeyValuePair<string, object?>("status", status));
        if (status == "Confirmed") metrics.Confirmed.Record(after.TotalSeconds);
    }

    public Figures Read(double rate, int customers, int open)
    {
        lock (door)
        {
            return new(
                rate, ShoppersOptions.HighestRate, customers, UnderWay, new(started, finished, failed, turnedAway),
                new(orders, new Dictionary<string, long>(decided), open), accepted.Read(), confirmed.Read(), errors.LastMinute());
        }
    }
}
