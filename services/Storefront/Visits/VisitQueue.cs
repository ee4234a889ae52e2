using System.Diagnostics.Metrics;
using System.Threading.Channels;

namespace Ecommerce.Storefront.Visits;

/// <summary>Steps that wait to be told. What does not fit is dropped: no page waits for being counted.</summary>
internal sealed class VisitQueue
{
    public const int Capacity = 1000;

    private readonly Channel<Visit> waiting;
    private readonly Counter<long> visits;

    public VisitQueue(IMeterFactory meters)
    {
        visits = meters.Create("Ecommerce.Storefront").CreateCounter<long>("ecommerce.storefront.visits", "{visit}", "Steps of visitors, by what became of them.");
        waiting = Channel.CreateBounded<Visit>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite }, _ => Count("dropped"));
    }

    public IAsyncEnumerable<Visit> ReadAllAsync(CancellationToken cancellationToken) => waiting.Reader.ReadAllAsync(cancellationToken);

    public void Add(Visit visit) => waiting.Writer.TryWrite(visit);

    public void Count(string outcome) => visits.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
